package dev.understudy.node.adapter.process;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.understudy.containers.Owner;
import dev.understudy.node.application.EngineProcess;
import dev.understudy.node.application.EngineProcesses;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.MemberIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Engines in containers: the same configuration, folder, address and user as {@link OsProcesses}
 * would give them, and their processes are this machine's; but the program is an image's.
 */
public final class ContainerProcesses implements EngineProcesses {

  private static final String ANY_VERSION =
      "valkey-server --version 2>/dev/null || redis-server --version";

  private final String image;
  private final String program;
  private final Path dataDir;
  private final EngineConfig config;
  private final OsProcesses found;

  public ContainerProcesses(String image, EngineVersion version, Path dataDir, long backlogBytes) {
    this.image = image;
    this.program = version.product() + "-server";
    this.dataDir = dataDir;
    this.config = new EngineConfig(version, backlogBytes);
    this.found = new OsProcesses(Path.of(program), version, dataDir, backlogBytes);
  }

  /**
   * Asks the image's program.
   *
   * @throws IOException if there is none, or it is neither Redis nor Valkey
   */
  public static EngineVersion versionOf(String image) throws IOException {
    try (GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetworkMode("none")
            .withCreateContainerCmdModifier(
                command -> command.withEntrypoint("sh", "-c", ANY_VERSION).withCmd())
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
      container.start();
      return EngineVersion.parse(container.getLogs());
    } catch (ContainerLaunchException e) {
      throw new IOException(image + " does not say its engine's version", e);
    }
  }

  @Override
  public EngineProcess start(EngineSettings settings) throws IOException {
    Folder folder = Folder.of(dataDir, settings.id());
    Files.createDirectories(folder.path());
    Folder.replace(folder.config(), config.config(settings, folder));
    Folder.replace(folder.users(), config.users(settings));
    String user = Owner.of(folder.config());
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetworkMode("host")
            .withWorkingDirectory(folder.path().toString())
            .withCreateContainerCmdModifier(command -> run(command, folder, user));
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      throw new IOException(settings.id() + " can't be started of " + image, e);
    }
    ContainerProcess process = new ContainerProcess(container, folder.pidFile());
    Folder.replace(folder.pidFile(), process.pid() + "\n");
    return process;
  }

  private void run(CreateContainerCmd command, Folder folder, String user) {
    String path = folder.path().toString();
    command
        .withUser(user)
        .withEntrypoint(program, folder.config().toString())
        .withCmd()
        .getHostConfig()
        .withBinds(new Bind(path, new Volume(path)));
  }

  /** By its pid and its command line, as any other. */
  @Override
  public Optional<EngineProcess> find(MemberIdentity id) {
    return found.find(id);
  }
}
