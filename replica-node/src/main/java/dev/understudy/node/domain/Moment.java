package dev.understudy.node.domain;

import java.time.Duration;

/** A reading of this process' monotonic clock. Means nothing in another process. */
public record Moment(long nanos) {

  public Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos());
  }

  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /** By difference, as the clock may wrap around. */
  public boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }

  /** Whether at least {@code duration} has passed since {@code earlier}. */
  public boolean isAtLeast(Duration duration, Moment earlier) {
    return nanos - earlier.nanos >= duration.toNanos();
  }
}
