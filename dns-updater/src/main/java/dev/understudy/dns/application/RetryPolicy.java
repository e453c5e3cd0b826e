package dev.understudy.dns.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Tries until it works: exponential backoff with jitter, for ever, because what is wanted stays
 * wanted until something newer is. Whoever wants something newer cancels.
 *
 * @param first the first pause
 * @param most the longest pause
 */
public record RetryPolicy(Duration first, Duration most) {

  private static final double JITTER = 0.3;

  public RetryPolicy {
    if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("the longest pause must not be below the first");
    }
  }

  <T> Uni<T> apply(Uni<T> work, ScheduledExecutorService owner) {
    return work.onFailure()
        .retry()
        .withExecutor(owner)
        .withBackOff(first, most)
        .withJitter(JITTER)
        .indefinitely();
  }
}
