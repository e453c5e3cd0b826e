package dev.understudy.node.adapter.process;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import dev.understudy.node.application.EngineProcess;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.testcontainers.containers.GenericContainer;

/** An engine that is the only process of its container. */
final class ContainerProcess implements EngineProcess {

  private final ProcessHandle process;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  ContainerProcess(GenericContainer<?> container, Path pidFile) {
    this.process =
        ProcessHandle.of(container.getCurrentContainerInfo().getState().getPidLong())
            .orElseThrow(() -> new IllegalStateException("the engine has ended at once"));
    container
        .getDockerClient()
        .waitContainerCmd(container.getContainerId())
        .exec(
            new WaitContainerResultCallback() {
              @Override
              public void onNext(WaitResponse response) {
                super.onNext(response);
                exit.complete(response.getStatusCode());
              }

              @Override
              public void onError(Throwable failure) {
                super.onError(failure);
                exit.completeExceptionally(failure);
              }
            });
    exit.thenRun(() -> PidFile.forget(pidFile, process.pid()));
    exit.thenRunAsync(container::stop);
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

  /** Docker tells at once when a container ends. */
  @Override
  public void suspect() {}

  @Override
  public CompletionStage<Integer> exit() {
    return exit;
  }
}
