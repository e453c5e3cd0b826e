package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Publishes, then waits for the consequence to be read back from the log: who asks afterwards sees
 * what was done. The wait ends after {@link #PATIENCE}; what was published is stored all the same.
 */
@ApplicationScoped
public class ReadBack {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration INTERVAL = Duration.ofMillis(5);
  private static final long MOST_LOOKS = PATIENCE.dividedBy(INTERVAL);

  private final EventSink sink;
  private final CommandLoop thread;

  public ReadBack(EventSink sink, CommandLoop thread) {
    this.sink = sink;
    this.thread = thread;
  }

  /**
   * Publishes an event.
   *
   * @param sign what shows that it was read
   * @return the sign; empty if it didn't show in time
   */
  <T> CompletionStage<Optional<T>> publish(Event event, Supplier<Optional<T>> sign) {
    return await(sink.publish(event), sign);
  }

  /** Deletes an instance's spec; the rest as {@link #publish}. */
  <T> CompletionStage<Optional<T>> delete(InstanceId instance, Supplier<Optional<T>> sign) {
    return await(sink.deleteInstance(instance), sign);
  }

  private <T> CompletionStage<Optional<T>> await(
      CompletionStage<Void> stored, Supplier<Optional<T>> sign) {
    CompletableFuture<Optional<T>> seen = new CompletableFuture<>();
    stored.whenCompleteAsync(
        (done, failure) -> {
          if (failure == null) {
            look(sign, seen, MOST_LOOKS);
          } else {
            seen.completeExceptionally(
                new Unavailable(
                    "the bus did not confirm the change, so it may or may not have happened",
                    failure));
          }
        },
        thread::execute);
    return seen;
  }

  private <T> void look(
      Supplier<Optional<T>> sign, CompletableFuture<Optional<T>> seen, long looksLeft) {
    Optional<T> found;
    try {
      found = sign.get();
    } catch (RuntimeException broken) {
      seen.completeExceptionally(broken);
      return;
    }
    if (found.isPresent() || looksLeft == 0) {
      seen.complete(found);
    } else {
      thread.executeAfter(INTERVAL, () -> look(sign, seen, looksLeft - 1));
    }
  }
}
