package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;

/**
 * The bounds of every wait.
 *
 * @param freshness how old a report or an observation may be and still count
 * @param vantageMemory how long a vantage that fell silent still counts in the quorum
 * @param joinWindow how long an election waits for members that seem alive
 * @param creationWindow the same for a new instance, whose processes have to start
 * @param switchoverTimeout how long a switchover waits for its target to catch up
 * @param promotionTimeout how long an elected member has to confirm
 * @param settleTimeout how long replicas and DNS have before the epoch is closed without them
 * @param sightingTimeout how long after its promotion a failover stays open for the first vantage
 *     to see the new primary, which ends the outage on record
 * @param appendTimeout how long a decision may take to be read back before it is appended again
 * @param membershipRepair how long spec and log may name different members before that is mended
 * @param leastLeaseMargin the least that is added to a lease's lifetime; otherwise a tenth of it
 */
public record Timing(
    Duration freshness,
    Duration vantageMemory,
    Duration joinWindow,
    Duration creationWindow,
    Duration switchoverTimeout,
    Duration promotionTimeout,
    Duration settleTimeout,
    Duration sightingTimeout,
    Duration appendTimeout,
    Duration membershipRepair,
    Duration leastLeaseMargin) {

  private static final int LEASE_MARGIN_DIVISOR = 10;

  /** A node needs as long to notice that its failsafe ended and to fence its engine by force. */
  public static final Duration SHORTEST_LEASE_MARGIN = Duration.ofSeconds(1);

  public static final Timing DEFAULT =
      new Timing(
          Duration.ofSeconds(3),
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(20),
          SHORTEST_LEASE_MARGIN);

  public Timing {
    requirePositive("freshness", freshness);
    requirePositive("vantageMemory", vantageMemory);
    requirePositive("joinWindow", joinWindow);
    requirePositive("creationWindow", creationWindow);
    requirePositive("switchoverTimeout", switchoverTimeout);
    requirePositive("promotionTimeout", promotionTimeout);
    requirePositive("settleTimeout", settleTimeout);
    requirePositive("sightingTimeout", sightingTimeout);
    requirePositive("appendTimeout", appendTimeout);
    requirePositive("membershipRepair", membershipRepair);
    if (leastLeaseMargin.compareTo(SHORTEST_LEASE_MARGIN) < 0) {
      throw new InvalidField(
          "timing.leastLeaseMargin", "must be at least " + SHORTEST_LEASE_MARGIN);
    }
  }

  private static void requirePositive(String field, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new InvalidField("timing." + field, "must be above 0");
    }
  }

  /** A lease's lifetime and the margin for clocks that drift while it runs. */
  Duration leaseEndsAfter(Duration lifetime) {
    Duration margin = lifetime.dividedBy(LEASE_MARGIN_DIVISOR);
    return lifetime.plus(margin.compareTo(leastLeaseMargin) > 0 ? margin : leastLeaseMargin);
  }
}
