package dev.understudy.prober.domain;

import java.time.Duration;

/**
 * How often rounds are and how long a probe may take.
 *
 * @param normalMillis between the starts of rounds while all is well
 * @param suspectMillis between the starts of rounds while something is suspect
 * @param timeoutMillis the longest that a round waits for an answer
 */
public record Cadence(long normalMillis, long suspectMillis, long timeoutMillis) {

  /** No round is closer to the one before, and no probe is given less than half of it. */
  public static final long FASTEST_MILLIS = 100;

  private static final long SHORTEST_TIMEOUT_MILLIS = 50;

  /** Ten rounds fit into a failover timeout, so that one late answer is not yet a silence. */
  private static final long ROUNDS_PER_FAILOVER_TIMEOUT = 10;

  /** Silence that is older is no news any more, whatever the failover timeout is. */
  private static final long OLD_SILENCE_MILLIS = 30_000;

  public long intervalMillis(Duration failoverTimeout, boolean suspect) {
    long wanted = failoverTimeout.toMillis() / ROUNDS_PER_FAILOVER_TIMEOUT;
    long interval = Math.min(Math.max(wanted, FASTEST_MILLIS), normalMillis);
    return suspect ? Math.min(interval, suspectMillis) : interval;
  }

  /** How long a round of this interval waits for answers. */
  public long timeoutMillis(long intervalMillis) {
    return Math.max(SHORTEST_TIMEOUT_MILLIS, Math.min(timeoutMillis, intervalMillis));
  }

  /**
   * Whether a silence is young enough to be looked at closely. A member that is gone for good would
   * otherwise cost ten times the probes for ever.
   */
  public static boolean suspicious(long silentMillis, Duration failoverTimeout) {
    return silentMillis <= Math.max(OLD_SILENCE_MILLIS, 2 * failoverTimeout.toMillis());
  }
}
