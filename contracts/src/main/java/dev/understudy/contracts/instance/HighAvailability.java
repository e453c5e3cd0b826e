package dev.understudy.contracts.instance;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;

/**
 * How an instance is kept up.
 *
 * @param autoFailover whether a dead primary is replaced without a human
 * @param failoverTimeout how long silence lasts before it counts as death, 500 ms to 10 min; also
 *     the lifetime of the primary's lease
 * @param maxLossBytes the estimated loss above which an automatic failover is blocked
 * @param cooldown after an automatic failover, how long no second one happens unless the primary
 *     crashed outright or an operator acknowledged; 0 to 24 h
 * @param synchronousReplicas how many replicas a write must have been acknowledged by ({@code
 *     WAIT}) never to be lost; at most as many as there are replicas. 0: the instance is
 *     asynchronous. Null counts as 0: older records don't have it
 */
public record HighAvailability(
    boolean autoFailover,
    Duration failoverTimeout,
    long maxLossBytes,
    Duration cooldown,
    Integer synchronousReplicas) {

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(500);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  private static final String SYNCHRONOUS_REPLICAS = "highAvailability.synchronousReplicas";

  public static final HighAvailability DEFAULT =
      new HighAvailability(true, Duration.ofSeconds(45), 1024 * 1024, Duration.ofMinutes(10));

  /** The settings of an asynchronous instance. */
  public HighAvailability(
      boolean autoFailover, Duration failoverTimeout, long maxLossBytes, Duration cooldown) {
    this(autoFailover, failoverTimeout, maxLossBytes, cooldown, 0);
  }

  public HighAvailability {
    synchronousReplicas = synchronousReplicas == null ? Integer.valueOf(0) : synchronousReplicas;
    requireBetween("failoverTimeout", failoverTimeout, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    requireBetween("cooldown", cooldown, Duration.ZERO, Duration.ofHours(24));
    if (maxLossBytes < 0) {
      throw new InvalidField("highAvailability.maxLossBytes", "must be 0 or more");
    }
    if (synchronousReplicas < 0) {
      throw new InvalidField(SYNCHRONOUS_REPLICAS, "must be 0 or more");
    }
  }

  /** The same settings with other synchronous replicas. */
  public HighAvailability withSynchronousReplicas(int count) {
    return new HighAvailability(autoFailover, failoverTimeout, maxLossBytes, cooldown, count);
  }

  /**
   * Checks that so many replicas can acknowledge a write.
   *
   * @param replicas how many the instance has
   * @throws InvalidField if it needs more
   */
  public void requireReplicas(int replicas) {
    if (synchronousReplicas > replicas) {
      throw new InvalidField(
          SYNCHRONOUS_REPLICAS, "must be 0 to " + replicas + ", the number of replicas");
    }
  }

  /**
   * Checks a lease's lifetime on record: no lease outlives the longest failover timeout.
   *
   * @throws InvalidField if it is none
   */
  public static void requireLifetime(String field, long millis) {
    if (millis < 1 || millis > LONGEST_TIMEOUT.toMillis()) {
      throw new InvalidField(field, "must be 1 to " + LONGEST_TIMEOUT.toMillis());
    }
  }

  private static void requireBetween(String field, Duration value, Duration least, Duration most) {
    if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidField("highAvailability." + field, "must be " + least + " to " + most);
    }
  }
}
