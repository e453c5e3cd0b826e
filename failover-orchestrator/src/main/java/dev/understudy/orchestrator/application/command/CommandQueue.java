package dev.understudy.orchestrator.application.command;

import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs commands one after the other, each when the fleet shows what the one before did: two that
 * change the same instance can't overwrite each other, and two that need memory can't be promised
 * the same. All state is owned by the {@link CommandLoop}.
 */
@ApplicationScoped
public class CommandQueue {

  static final int MOST_WAITING = 64;

  private final CommandLoop thread;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  public CommandQueue(CommandLoop thread) {
    this.thread = thread;
  }

  /**
   * Runs a command when its turn comes.
   *
   * @return the command's own outcome; fails with {@link Unavailable} if {@value #MOST_WAITING}
   *     others wait already
   */
  <T> CompletionStage<T> submit(Supplier<CompletionStage<T>> command) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    thread.execute(() -> admit(command, answer));
    return answer;
  }

  private <T> void admit(Supplier<CompletionStage<T>> command, CompletableFuture<T> answer) {
    if (waiting.size() >= MOST_WAITING) {
      answer.completeExceptionally(
          new Unavailable(MOST_WAITING + " other changes are waiting; try again in a moment"));
      return;
    }
    waiting.add(() -> run(command, answer));
    next();
  }

  private void next() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.remove().run();
    }
  }

  private <T> void run(Supplier<CompletionStage<T>> command, CompletableFuture<T> answer) {
    started(command)
        .whenCompleteAsync(
            (value, failure) -> {
              busy = false;
              next();
              if (failure == null) {
                answer.complete(value);
              } else {
                answer.completeExceptionally(cause(failure));
              }
            },
            thread::execute);
  }

  private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> command) {
    try {
      return command.get();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedStage(refused);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
