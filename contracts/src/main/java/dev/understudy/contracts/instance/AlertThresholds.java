package dev.understudy.contracts.instance;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;

/**
 * When people are told that an instance isn't well. Each condition has to last for a while before
 * the alert is raised, and to be gone for as long before it is resolved.
 *
 * @param lagWarning how far a replica may be behind, 1 ms to 1 h; resolved below half of it
 * @param lagWarningFor 0 to 24 h, like all that follow which are named so
 * @param lagCritical the same, more urgent; at least {@code lagWarning}
 * @param replicaLostFor how long a replica may be missing, and an instance without anyone who could
 *     take over
 * @param memoryPercent of {@code maxmemory} that a dataset may use, 10 to 100; resolved five below
 */
public record AlertThresholds(
    Duration lagWarning,
    Duration lagWarningFor,
    Duration lagCritical,
    Duration lagCriticalFor,
    Duration replicaLostFor,
    int memoryPercent,
    Duration memoryFor) {

  private static final Duration LONGEST_FOR = Duration.ofHours(24);

  public static final AlertThresholds DEFAULT =
      new AlertThresholds(
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          90,
          Duration.ofMinutes(1));

  public AlertThresholds {
    requireBetween("lagWarning", lagWarning, Duration.ofMillis(1), Duration.ofHours(1));
    requireBetween("lagCritical", lagCritical, lagWarning, Duration.ofHours(1));
    requireBetween("lagWarningFor", lagWarningFor, Duration.ZERO, LONGEST_FOR);
    requireBetween("lagCriticalFor", lagCriticalFor, Duration.ZERO, LONGEST_FOR);
    requireBetween("replicaLostFor", replicaLostFor, Duration.ZERO, LONGEST_FOR);
    requireBetween("memoryFor", memoryFor, Duration.ZERO, LONGEST_FOR);
    if (memoryPercent < 10 || memoryPercent > 100) {
      throw new InvalidField("alerts.memoryPercent", "must be 10 to 100");
    }
  }

  private static void requireBetween(String field, Duration value, Duration least, Duration most) {
    if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidField("alerts." + field, "must be " + least + " to " + most);
    }
  }
}
