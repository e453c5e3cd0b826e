package dev.understudy.node.adapter.process;

import dev.understudy.node.application.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * An engine that an earlier process of the node started. Its end is seen by looking: every 100 ms,
 * and every millisecond for a while after its connection broke.
 */
final class AdoptedProcess implements EngineProcess {

  private static final int UNKNOWN_EXIT_CODE = -1;
  private static final Duration WATCH = Duration.ofMillis(100);
  private static final Duration CLOSE_WATCH = Duration.ofMillis(1);
  private static final int CLOSE_LOOKS = 200;

  private final ProcessHandle handle;
  private final Path pidFile;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  AdoptedProcess(ProcessHandle handle, Path pidFile) {
    this.handle = handle;
    this.pidFile = pidFile;
    watch();
  }

  /** A zombie, whose parent doesn't ask for its exit code, has ended too. */
  static boolean runs(ProcessHandle handle) {
    if (!handle.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(handle.pid()), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException noProcfsOrJustGone) {
      return handle.isAlive();
    }
  }

  private void watch() {
    if (!noteEnd()) {
      later(WATCH).execute(this::watch);
    }
  }

  private void watchClosely(int looks) {
    if (!noteEnd() && looks > 0) {
      later(CLOSE_WATCH).execute(() -> watchClosely(looks - 1));
    }
  }

  private boolean noteEnd() {
    if (exit.isDone() || runs(handle)) {
      return exit.isDone();
    }
    PidFile.forget(pidFile, handle.pid());
    exit.complete(UNKNOWN_EXIT_CODE);
    return true;
  }

  private static Executor later(Duration delay) {
    return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public long pid() {
    return handle.pid();
  }

  @Override
  public boolean adopted() {
    return true;
  }

  @Override
  public void kill() {
    handle.destroyForcibly();
  }

  @Override
  public void terminate() {
    handle.destroy();
  }

  @Override
  public void suspect() {
    watchClosely(CLOSE_LOOKS);
  }

  @Override
  public CompletionStage<Integer> exit() {
    return exit;
  }
}
