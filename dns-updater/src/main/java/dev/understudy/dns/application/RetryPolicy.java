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
 * @param jitter the part of a pause that chance may add or take away, 0 to 1
 */
public record RetryPolicy(Duration first, Duration most, double jitter) {

  private static final double JITTER = 0.3;

  /** With the usual jitter, so that many who fail together don't come back together. */
  public RetryPolicy(Duration first, Duration most) {
    this(first, most, JITTER);
  }

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
        .withJitter(jitter)
        .indefinitely();
  }
}
