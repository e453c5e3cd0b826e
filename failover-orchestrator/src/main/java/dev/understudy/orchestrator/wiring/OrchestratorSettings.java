package dev.understudy.orchestrator.wiring;

import dev.understudy.bus.settings.Bounds;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.orchestrator.domain.Timing;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings, checked.
 *
 * @param id its name in the decisions that it writes
 */
record OrchestratorSettings(String id, Timing timing, SecretBox box) {

  private static final Duration LEAST_WAIT = Duration.ofMillis(100);

  /**
   * Engines let held writes through after 10 s by themselves: a switchover must be over by then.
   */
  private static final Duration LONGEST_SWITCHOVER = Duration.ofSeconds(8);

  /**
   * From what was set.
   *
   * @throws dev.understudy.contracts.InvalidField naming the property that makes no sense
   */
  static OrchestratorSettings of(OrchestratorConfig config, Path keyFile) {
    return new OrchestratorSettings(
        new Bounds("understudy.orchestrator").name("id", config.id()),
        timing(config.timing()),
        new Bounds("understudy.secrets").file("key-file", keyFile, SecretBox::fromFile));
  }

  private static Timing timing(OrchestratorConfig.Timing config) {
    Bounds bounds = new Bounds("understudy.orchestrator.timing");
    Duration minute = Duration.ofMinutes(1);
    Duration freshness =
        bounds.between("freshness", config.freshness(), Duration.ofSeconds(1), minute);
    Duration vantageMemory =
        bounds.between(
            "vantage-memory", config.vantageMemory(), Duration.ofSeconds(1), Duration.ofHours(1));
    Duration joinWindow = bounds.between("join-window", config.joinWindow(), LEAST_WAIT, minute);
    Duration creationWindow =
        bounds.between(
            "creation-window",
            config.creationWindow(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10));
    return new Timing(
        freshness,
        bounds.atLeast("vantage-memory", vantageMemory, "freshness", freshness),
        joinWindow,
        bounds.atLeast("creation-window", creationWindow, "join-window", joinWindow),
        bounds.between(
            "switchover-timeout", config.switchoverTimeout(), LEAST_WAIT, LONGEST_SWITCHOVER),
        bounds.between("promotion-timeout", config.promotionTimeout(), LEAST_WAIT, minute),
        bounds.between(
            "settle-timeout", config.settleTimeout(), LEAST_WAIT, Duration.ofMinutes(10)),
        Timing.DEFAULT.sightingTimeout(),
        bounds.between("append-timeout", config.appendTimeout(), LEAST_WAIT, minute),
        bounds.between(
            "membership-repair",
            config.membershipRepair(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10)),
        bounds.between(
            "least-lease-margin", config.leastLeaseMargin(), Timing.SHORTEST_LEASE_MARGIN, minute));
  }
}
