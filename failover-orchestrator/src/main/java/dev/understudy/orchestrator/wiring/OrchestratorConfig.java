package dev.understudy.orchestrator.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the orchestrator. */
@ConfigMapping(prefix = "understudy.orchestrator")
public interface OrchestratorConfig {

  /** Its name in the decisions that it writes. */
  @WithDefault("orchestrator")
  String id();

  Timing timing();

  /** The bounds of its waits. */
  interface Timing {

    /** How old a report or an observation may be and still count. */
    @WithDefault("3s")
    Duration freshness();

    /** How long a vantage that fell silent still counts in the quorum. */
    @WithDefault("1m")
    Duration vantageMemory();

    /** How long an election waits for members that seem alive. */
    @WithDefault("1s")
    Duration joinWindow();

    /** The same for a new instance, whose processes have to start. */
    @WithDefault("30s")
    Duration creationWindow();

    /** How long a switchover waits for its target to catch up. */
    @WithDefault("5s")
    Duration switchoverTimeout();

    /** How long an elected member has to confirm. */
    @WithDefault("2s")
    Duration promotionTimeout();

    /** How long replicas and DNS have before a failover is closed without them. */
    @WithDefault("10s")
    Duration settleTimeout();

    /** How long a decision may take to be read back before it is appended again. */
    @WithDefault("3s")
    Duration appendTimeout();

    /** How long spec and log may name different members before that is mended. */
    @WithDefault("20s")
    Duration membershipRepair();

    /**
     * The least that is added to a lease's lifetime for drifting clocks; else a tenth of it. At
     * least 500 ms, which a node may need to fence its engine by force.
     */
    @WithDefault("500ms")
    Duration leastLeaseMargin();
  }
}
