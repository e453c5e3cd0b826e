package dev.understudy.bus.metrics;

/** What a prober exports about itself. */
public final class ProberMetrics {

  static final Catalogue CATALOGUE =
      new Catalogue(
          "health-prober: itself",
          """
          They don't grow with the fleet. `outcome` is `ok`, `refused`, `timeout`, `reset`, `unreachable`, `dns_failure`,
          `auth_failure`, `loading`, `busy`, `readonly` or `error`.""");

  public static final Metric PROBE_DURATION =
      CATALOGUE.timer(
          "understudy_probe_duration_seconds",
          "From the question to a member to its answer, or to giving up on the round",
          "outcome");

  public static final Metric ROUNDS_SKIPPED =
      CATALOGUE.counter(
          "understudy_probe_rounds_skipped_total",
          Unit.COUNT,
          "Rounds that were due but not run, because the prober was late");

  public static final Metric OBSERVATIONS_DROPPED =
      CATALOGUE.counter(
          "understudy_observations_dropped_total",
          Unit.COUNT,
          "Observations that the bus didn't get");

  public static final Metric INSTANCES =
      CATALOGUE.gauge("understudy_prober_instances", Unit.COUNT, "Instances that it probes");

  public static final Metric MEMBERS =
      CATALOGUE.gauge("understudy_prober_members", Unit.COUNT, "Members that it probes");

  private ProberMetrics() {}
}
