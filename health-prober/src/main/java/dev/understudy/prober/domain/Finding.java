package dev.understudy.prober.domain;

import dev.understudy.contracts.health.Outcome;

/**
 * What one question to one member came to.
 *
 * @param detail the error's text; empty if there was none
 * @param roundTripMicros of PING; null if it wasn't answered
 * @param info null if INFO wasn't answered
 */
public record Finding(Outcome outcome, String detail, Long roundTripMicros, Info info) {

  /** A question that got no INFO. */
  public static Finding failed(Outcome outcome, String detail) {
    return new Finding(outcome, detail, null, null);
  }

  /** No answer within the round. */
  public static Finding timeout(long waitedMillis) {
    return failed(Outcome.TIMEOUT, "no answer for " + waitedMillis + " ms");
  }
}
