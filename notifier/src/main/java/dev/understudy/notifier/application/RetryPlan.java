package dev.understudy.notifier.application;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;

/**
 * How hard to try.
 *
 * @param initial the pause after the first failure; doubles with every further one
 * @param max the longest pause
 * @param attempts how many in all, over restarts
 * @param attemptTimeout after which an attempt has failed
 */
public record RetryPlan(Duration initial, Duration max, int attempts, Duration attemptTimeout) {

  /** Pauses vary by this share, so that a recovering receiver isn't hit by all at once. */
  static final double JITTER = 0.3;

  public RetryPlan {
    requirePositive("retry.initial", initial);
    requirePositive("attempt-timeout", attemptTimeout);
    if (max.compareTo(initial) < 0) {
      throw new InvalidField("understudy.notifier.retry.max", "must not be less than the initial");
    }
    if (attempts < 1) {
      throw new InvalidField("understudy.notifier.retry.attempts", "must be at least 1");
    }
  }

  private static void requirePositive(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidField("understudy.notifier." + field, "must be more than nothing");
    }
  }
}
