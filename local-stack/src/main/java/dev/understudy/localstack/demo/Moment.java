package dev.understudy.localstack.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * One moment on both clocks.
 *
 * @param at as the services' events give times
 * @param nanos as the writer measures
 */
public record Moment(Instant at, long nanos) {

  public static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }

  /** A moment on the writer's clock as an instant. */
  public Instant instantOf(long otherNanos) {
    return at.plusNanos(otherNanos - nanos);
  }

  /** A moment that an event gives on the writer's clock. */
  public long nanosOf(Instant other) {
    return nanos + Duration.between(at, other).toNanos();
  }
}
