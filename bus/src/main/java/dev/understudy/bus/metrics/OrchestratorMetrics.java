package dev.understudy.bus.metrics;

/** What an orchestrator exports. */
public final class OrchestratorMetrics {

  public static final Catalogue CATALOGUE =
      new Catalogue(
          "failover-orchestrator",
          """
          Read from the decision log and the topology. Every orchestrator knows all of it, so with more than one take the
          `max` over them, never the `sum`. There are none until an orchestrator has caught up with the topics, and none of
          an instance that was deleted. A failover's `cause` and a block's `reason` are the words of the event log in lower
          case.""");

  private static final String INSTANCE = "instance_id";

  public static final Metric STATE =
      CATALOGUE.gauge(
          "understudy_instance_state",
          Unit.YES_OR_NO,
          "1 for the state that the instance is in: provisioning, healthy, degraded, suspect,"
              + " failing_over, switching_over or blocked",
          INSTANCE,
          "state");

  public static final Metric EPOCH =
      CATALOGUE.gauge(
          "understudy_epoch",
          Unit.COUNT,
          "Changes of primary that the instance has seen",
          INSTANCE);

  public static final Metric MEMBERS_WANTED =
      CATALOGUE.gauge(
          "understudy_members_wanted",
          Unit.COUNT,
          "Members that the instance should have",
          INSTANCE);

  public static final Metric MEMBERS_SERVING =
      CATALOGUE.gauge(
          "understudy_members_serving",
          Unit.COUNT,
          "Members that clients can use: a confirmed primary, replicas whose link is up",
          INSTANCE);

  public static final Metric PROMOTABLE_REPLICAS =
      CATALOGUE.gauge(
          "understudy_promotable_replicas",
          Unit.COUNT,
          "Serving replicas that may be promoted: their priority is not 0",
          INSTANCE);

  public static final Metric FAILOVERS =
      CATALOGUE.counter(
          "understudy_failovers_total",
          Unit.COUNT,
          "Changes of primary in the event log that have ended, the first primary left out;"
              + " outcome is completed, resumed, failed, or superseded if the next one began first",
          INSTANCE,
          "cause",
          "outcome");

  public static final Metric FAILOVER_DURATION =
      CATALOGUE.histogram(
          "understudy_failover_duration_seconds",
          "How long each phase of a change of primary took since this orchestrator was started:"
              + " detect, join (until a primary is elected), promote, dns; total is from the first"
              + " sign of trouble until the new primary is promoted and its name published",
          "phase");

  public static final Metric FAILOVER_PHASE =
      CATALOGUE.gauge(
          "understudy_failover_phase_seconds",
          Unit.SECONDS,
          "How long each phase of the last change of primary took, the phases being those of"
              + " understudy_failover_duration_seconds; missing if it wasn't seen, or if there was"
              + " none",
          INSTANCE,
          "phase");

  public static final Metric FAILOVER_LOSS =
      CATALOGUE.gauge(
          "understudy_failover_loss_bytes",
          Unit.BYTES,
          "What the last change of primary lost; missing if unknown, or if there was none",
          INSTANCE);

  public static final Metric FAILOVER_OUTAGE =
      CATALOGUE.gauge(
          "understudy_failover_outage_seconds",
          Unit.SECONDS,
          "How long no prober saw a primary during the last change of primary, exact to a probe"
              + " interval at either end; missing if unknown, or if there was none",
          INSTANCE);

  public static final Metric FAILOVER_BLOCKED =
      CATALOGUE.gauge(
          "understudy_failover_blocked",
          Unit.YES_OR_NO,
          "1 while a failover is due and does not happen for this reason",
          INSTANCE,
          "reason");

  public static final Metric DECISION_DURATION =
      CATALOGUE.timer(
          "understudy_decision_seconds",
          "From the arrival of what led to a decision (a record, or the end of a wait) until the bus"
              + " has taken the decision; this orchestrator's own");

  public static final Metric STALE_OBSERVATIONS =
      CATALOGUE.counter(
          "understudy_stale_observations_total",
          Unit.COUNT,
          "Observations of probers that this orchestrator read too late to count, as after an"
              + " outage of the bus");

  private OrchestratorMetrics() {}
}
