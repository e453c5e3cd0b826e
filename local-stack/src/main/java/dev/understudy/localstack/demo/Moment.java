package dev.understudy.localstack.demo;

import java.time.Instant;

/**
 * One moment on both clocks.
 *
 * @param at as the services' events give times
 * @param nanos as the writer measures
 */
record Moment(Instant at, long nanos) {

  static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }

  /** A moment on the writer's clock as an instant. */
  Instant instantOf(long otherNanos) {
    return at.plusNanos(otherNanos - nanos);
  }
}
