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
 * @param maxRetryAfter the longest time that a receiver may ask to be left alone
 */
public record RetryPlan(
    Duration initial, Duration max, int attempts, Duration attemptTimeout, Duration maxRetryAfter) {

  /** Pauses vary by this share, so that a recovering receiver isn't hit by all at once. */
  static final double JITTER = 0.3;

  public RetryPlan {
    requirePositive("retry.initial", initial);
    requirePositive("attempt-timeout", attemptTimeout);
    requirePositive("retry.max-retry-after", maxRetryAfter);
    if (max.compareTo(initial) < 0) {
      throw new InvalidField("understudy.notifier.retry.max", "must not be less than the initial");
    }
    if (attempts < 1) {
      throw new InvalidField("understudy.notifier.retry.attempts", "must be at least 1");
    }
  }

  /**
   * The pause after a failure.
   *
   * @param failures so far, from 1
   * @param random from 0 to 1
   */
  Duration pause(int failures, double random) {
    double doubled = initial.toNanos() * Math.pow(2, failures - 1);
    double jittered = Math.min(doubled, max.toNanos()) * (1 + JITTER * (2 * random - 1));
    return Duration.ofNanos((long) Math.max(1, Math.min(jittered, max.toNanos())));
  }

  /** What is granted of the time that a receiver asks for. */
  Duration bounded(Duration retryAfter) {
    return retryAfter.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : retryAfter;
  }

  private static void requirePositive(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidField("understudy.notifier." + field, "must be more than nothing");
    }
  }
}
