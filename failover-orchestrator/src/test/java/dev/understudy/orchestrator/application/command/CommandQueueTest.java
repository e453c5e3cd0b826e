package dev.understudy.orchestrator.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandQueueTest {

  private final CommandThread thread = new CommandThread();
  private final CommandQueue queue = new CommandQueue(thread);

  @AfterEach
  void close() {
    thread.stop();
  }

  @Test
  void aCommandBeginsWhenTheOneBeforeIsOver() {
    CompletableFuture<String> slow = new CompletableFuture<>();
    List<String> begun = new ArrayList<>();
    CompletionStage<String> first = queue.submit(() -> slow);
    CompletionStage<String> second =
        queue.submit(
            () -> {
              begun.add("second");
              return CompletableFuture.completedStage("b");
            });
    Application.await(queueTurn());
    assertThat(begun).isEmpty();
    slow.complete("a");
    assertThat(Application.await(first)).isEqualTo("a");
    assertThat(Application.await(second)).isEqualTo("b");
  }

  @Test
  void refusesMoreThanMayWait() {
    CompletableFuture<String> never = new CompletableFuture<>();
    queue.submit(() -> never);
    for (int i = 0; i < CommandQueue.MOST_WAITING; i++) {
      queue.submit(() -> never);
    }
    assertThatThrownBy(() -> Application.await(queue.submit(() -> never)))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void aFailureDoesNotStopTheNext() {
    CompletionStage<String> broken =
        queue.submit(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> Application.await(broken)).hasMessage("broken");
    assertThat(Application.await(queue.submit(() -> CompletableFuture.completedStage("next"))))
        .isEqualTo("next");
  }

  /** Completes when everything was admitted that was submitted before. */
  private CompletionStage<Void> queueTurn() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    thread.execute(() -> turn.complete(null));
    return turn;
  }
}
