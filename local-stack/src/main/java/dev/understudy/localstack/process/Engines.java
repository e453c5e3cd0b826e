package dev.understudy.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The engines that run from a work folder: their nodes' children or, after an accident, nobody's. A
 * process is one of them only if it works in that folder or names it on its command line; the
 * number in a pid file alone proves nothing, because pids are used again.
 */
public final class Engines {

  private static final String PID_FILE = "redis.pid";
  private static final int PID_FILE_DEPTH = 4;

  /** What else Redis installs. The server's own file may be called redis-check-rdb. */
  private static final Set<String> CLIENTS =
      Set.of("redis-cli", "redis-benchmark", "valkey-cli", "valkey-benchmark");

  private static final Path PROC = Path.of("/proc");

  private final Path workFolder;

  /**
   * @param workFolder absolute
   */
  public Engines(Path workFolder) {
    this.workFolder = workFolder;
  }

  /**
   * The pid of a running member.
   *
   * @param memberFolder its node's folder for it
   */
  public OptionalLong pid(Path memberFolder) {
    return read(memberFolder.resolve(PID_FILE)).stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(this::works)
        .mapToLong(ProcessHandle::pid)
        .findFirst();
  }

  /** All that run. */
  public List<ProcessHandle> running() throws IOException {
    return Stream.concat(fromPidFiles(), fromProcesses()).distinct().filter(this::works).toList();
  }

  /**
   * Ends all that run.
   *
   * @param patience how long they may take to save and end by themselves; then they are killed
   * @return how many there were
   */
  public int end(Duration patience) throws IOException {
    List<ProcessHandle> engines = running();
    engines.forEach(ProcessHandle::destroy);
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(
            engines.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      engines.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      engines.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    return engines.size();
  }

  private Stream<ProcessHandle> fromPidFiles() throws IOException {
    if (Files.notExists(workFolder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(workFolder, PID_FILE_DEPTH)) {
      List<Path> pidFiles = files.filter(file -> file.endsWith(PID_FILE)).toList();
      return pidFiles.stream()
          .flatMap(file -> read(file).stream())
          .flatMap(pid -> ProcessHandle.of(pid).stream());
    }
  }

  /** One that was started and has not written its pid file yet is found by what it runs. */
  private static Stream<ProcessHandle> fromProcesses() {
    return ProcessHandle.allProcesses().filter(Engines::isEngine);
  }

  private static boolean isEngine(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString())
        .filter(name -> name.startsWith("redis-") || name.startsWith("valkey-"))
        .filter(name -> !CLIENTS.contains(name))
        .isPresent();
  }

  private boolean works(ProcessHandle process) {
    return worksInFolder(process) || namesFolder(process);
  }

  /** Redis changes to its data folder and rewrites its command line. */
  private boolean worksInFolder(ProcessHandle process) {
    Path link = PROC.resolve(Long.toString(process.pid())).resolve("cwd");
    try {
      return Files.readSymbolicLink(link).startsWith(workFolder);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private boolean namesFolder(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains(workFolder + "/")).isPresent();
  }

  private static Optional<Long> read(Path pidFile) {
    try {
      return Optional.of(Long.parseLong(Files.readString(pidFile).strip()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
