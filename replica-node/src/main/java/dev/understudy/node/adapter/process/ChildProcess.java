package dev.understudy.node.adapter.process;

import dev.understudy.node.application.EngineProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** An engine that this process started. */
final class ChildProcess implements EngineProcess {

  private final Process process;
  private final CompletionStage<Integer> exit;

  ChildProcess(Process process, Path pidFile) {
    this.process = process;
    this.exit = process.onExit().thenApply(Process::exitValue);
    exit.thenRun(() -> PidFile.forget(pidFile, process.pid()));
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean adopted() {
    return false;
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void terminate() {
    process.destroy();
  }

  /** The parent is told at once when a child ends. */
  @Override
  public void suspect() {}

  @Override
  public CompletionStage<Integer> exit() {
    return exit;
  }
}
