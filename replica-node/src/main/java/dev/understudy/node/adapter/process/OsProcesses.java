package dev.understudy.node.adapter.process;

import dev.understudy.bus.log.About;
import dev.understudy.node.application.EngineProcess;
import dev.understudy.node.application.EngineProcesses;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.MemberIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Engines as child processes. A process that outlived its node is found again by its pid file and
 * its command line, which has the path of its configuration in it.
 */
public final class OsProcesses implements EngineProcesses {

  private static final Logger LOG = Logger.getLogger(OsProcesses.class);

  /** A longer log is moved to {@code redis.log.1} at the next start. */
  private static final long MOST_LOG_BYTES = 16L * 1024 * 1024;

  private final Path program;
  private final Path dataDir;
  private final EngineConfig config;

  public OsProcesses(Path program, EngineVersion version, Path dataDir, long backlogBytes) {
    this.program = program;
    this.dataDir = dataDir;
    this.config = new EngineConfig(version, backlogBytes);
  }

  @Override
  public EngineProcess start(EngineSettings settings) throws IOException {
    Folder folder = Folder.of(dataDir, settings.id());
    Files.createDirectories(folder.path());
    Folder.replace(folder.config(), config.config(settings, folder));
    Folder.replace(folder.users(), config.users(settings));
    turnOver(folder.log());
    Process process =
        new ProcessBuilder(program.toString(), folder.config().toString())
            .directory(folder.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    Folder.replace(folder.pidFile(), process.pid() + "\n");
    About.instance(settings.id().instance())
        .of(settings.id().member())
        .log(() -> LOG.infof("%s: started with pid %d", settings.id(), process.pid()));
    return new ChildProcess(process, folder.pidFile());
  }

  private static void turnOver(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > MOST_LOG_BYTES) {
      Path former = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, former, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public Optional<EngineProcess> find(MemberIdentity id) {
    Folder folder = Folder.of(dataDir, id);
    return pid(folder.pidFile())
        .flatMap(ProcessHandle::of)
        .filter(AdoptedProcess::runs)
        .filter(handle -> runsWith(handle, folder.config()))
        .map(handle -> new AdoptedProcess(handle, folder.pidFile()));
  }

  private static Optional<Long> pid(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Long.parseLong(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      LOG.warnf("%s can't be read: %s", file, e);
      return Optional.empty();
    }
  }

  private static boolean runsWith(ProcessHandle handle, Path config) {
    return handle
        .info()
        .arguments()
        .map(List::of)
        .filter(arguments -> arguments.contains(config.toString()))
        .isPresent();
  }
}
