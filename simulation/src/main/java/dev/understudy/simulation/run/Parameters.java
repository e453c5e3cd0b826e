package dev.understudy.simulation.run;

import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.simulation.core.Chance;
import java.time.Duration;
import java.util.List;

/**
 * How the world of one seed is made.
 *
 * @param nodes machines with a node, a prober and a client each
 * @param colocated whether the orchestrators and DNS updaters share machines with nodes
 * @param drift how much faster or slower than time the clocks of machines run, at most
 * @param skewMillis how far off wall clocks are, at most
 */
public record Parameters(
    int nodes,
    int replicas,
    boolean colocated,
    double drift,
    long skewMillis,
    HighAvailability highAvailability) {

  private static final List<Duration> TIMEOUTS =
      List.of(
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(8));
  private static final List<Duration> COOLDOWNS =
      List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(10));
  private static final List<Long> BUDGETS = List.of(0L, 2_000L, 1024 * 1024L);

  /** Of a lease's lifetime, a tenth is the margin: two clocks may differ by less than that. */
  private static final double DRIFT_WITHIN = 0.02;

  private static final double DRIFT_BEYOND = 0.4;

  /** One instance in three is synchronous. */
  private static final int SYNCHRONOUS_PERMILLE = 333;

  private static final int MOST_ACKNOWLEDGEMENTS = 2;

  /**
   * Draws them.
   *
   * @param mode says whether the instance is synchronous
   */
  static Parameters of(Chance chance, Chance mode, boolean wildClocks) {
    int replicas = 1 + chance.below(3);
    int nodes = Math.max(3, replicas + 1 + (chance.permille(300) ? 1 : 0));
    return new Parameters(
        nodes,
        replicas,
        chance.permille(500),
        wildClocks ? DRIFT_BEYOND : DRIFT_WITHIN,
        400,
        new HighAvailability(
            true,
            chance.oneOf(TIMEOUTS),
            chance.oneOf(BUDGETS),
            chance.oneOf(COOLDOWNS),
            acknowledgements(mode, replicas)));
  }

  private static int acknowledgements(Chance mode, int replicas) {
    return mode.permille(SYNCHRONOUS_PERMILLE)
        ? 1 + mode.below(Math.min(MOST_ACKNOWLEDGEMENTS, replicas))
        : 0;
  }
}
