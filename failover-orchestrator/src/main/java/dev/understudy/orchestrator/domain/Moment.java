package dev.understudy.orchestrator.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment on this process's clocks.
 *
 * @param nanos monotonic; the only one that durations are measured with
 * @param wall for people and for what outlives the process
 */
public record Moment(long nanos, Instant wall) {

  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /** Whether at least {@code duration} has passed since {@code earlier}. */
  public boolean isAtLeast(Duration duration, Moment earlier) {
    return nanos - earlier.nanos >= duration.toNanos();
  }

  /** On the monotonic clock. */
  public boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }

  public Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos(), wall.plus(duration));
  }

  public Moment minus(Duration duration) {
    return new Moment(nanos - duration.toNanos(), wall.minus(duration));
  }
}
