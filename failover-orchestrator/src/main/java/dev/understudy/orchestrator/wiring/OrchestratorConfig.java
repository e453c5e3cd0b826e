package dev.understudy.orchestrator.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the orchestrator. */
@ConfigMapping(prefix = "understudy.orchestrator")
public interface OrchestratorConfig {

  /** Its name in the decisions that it writes: 1 to 63 letters, digits, dots, hyphens. */
  @WithDefault("orchestrator")
  String id();

  Timing timing();

  /** The bounds of its waits. */
  interface Timing {

    /** How old a report or an observation may be and still count, 1 s to 1 min. */
    @WithDefault("3s")
    Duration freshness();

    /** How long a vantage that fell silent still counts in the quorum: freshness to 1 h. */
    @WithDefault("1m")
    Duration vantageMemory();

    /** How long an election waits for members that seem alive, 100 ms to 1 min. */
    @WithDefault("1s")
    Duration joinWindow();

    /** The same for a new instance, whose processes have to start: join window to 10 min. */
    @WithDefault("30s")
    Duration creationWindow();

    /**
     * How long a switchover waits for its target to catch up, 100 ms to 8 s: engines hold writes
     * back for 10 s.
     */
    @WithDefault("5s")
    Duration switchoverTimeout();

    /** How long an elected member has to confirm, 100 ms to 1 min. */
    @WithDefault("2s")
    Duration promotionTimeout();

    /** How long replicas and DNS have before a failover is closed without them, up to 10 min. */
    @WithDefault("10s")
    Duration settleTimeout();

    /** How long a decision may take to be read back before it is appended again, up to 1 min. */
    @WithDefault("3s")
    Duration appendTimeout();

    /** How long spec and log may name different members before that is mended, 1 s to 10 min. */
    @WithDefault("20s")
    Duration membershipRepair();

    /**
     * The least that is added to a lease's lifetime for drifting clocks, 1 s to 1 min; else a tenth
     * of it.
     */
    @WithDefault("1s")
    Duration leastLeaseMargin();
  }
}
