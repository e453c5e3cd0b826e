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
 */
public record HighAvailability(
    boolean autoFailover, Duration failoverTimeout, long maxLossBytes, Duration cooldown) {

  public static final HighAvailability DEFAULT =
      new HighAvailability(true, Duration.ofSeconds(45), 1024 * 1024, Duration.ofMinutes(10));

  public HighAvailability {
    requireBetween(
        "failoverTimeout", failoverTimeout, Duration.ofMillis(500), Duration.ofMinutes(10));
    requireBetween("cooldown", cooldown, Duration.ZERO, Duration.ofHours(24));
    if (maxLossBytes < 0) {
      throw new InvalidField("highAvailability.maxLossBytes", "must be 0 or more");
    }
  }

  private static void requireBetween(String field, Duration value, Duration least, Duration most) {
    if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidField("highAvailability." + field, "must be " + least + " to " + most);
    }
  }
}
