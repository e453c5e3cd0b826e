package dev.understudy.bus.metrics;

/** What a node exports. */
public final class NodeMetrics {

  static final Catalogue CATALOGUE =
      new Catalogue(
          "replica-node",
          "Of the members hosted here; they disappear when a member leaves the node.");

  private static final String INSTANCE = "instance_id";
  private static final String MEMBER = "member";

  public static final Metric MEMBERS =
      CATALOGUE.gauge("understudy_node_members", Unit.COUNT, "Members hosted here");

  public static final Metric LEASE_REMAINING =
      CATALOGUE.gauge(
          "understudy_lease_remaining_seconds",
          Unit.SECONDS,
          "How long the member may still take writes; 0 without a lease, as for a replica",
          INSTANCE,
          MEMBER);

  public static final Metric LEASE_LIFETIME =
      CATALOGUE.gauge(
          "understudy_lease_lifetime_seconds",
          Unit.SECONDS,
          "What a renewal makes a lease: the instance's failover timeout, as its node knows it",
          INSTANCE,
          MEMBER);

  public static final Metric FAILSAFE =
      CATALOGUE.gauge(
          "understudy_failsafe",
          Unit.YES_OR_NO,
          "Whether the member takes writes without a lease: the bus is out of reach and all replicas"
              + " are attached",
          INSTANCE,
          MEMBER);

  public static final Metric EXITS =
      CATALOGUE.counter(
          "understudy_node_exits_total",
          Unit.COUNT,
          "Ends of the member's process, wanted or not",
          INSTANCE,
          MEMBER);

  public static final Metric PROMOTIONS =
      CATALOGUE.counter(
          "understudy_node_promotions_total",
          Unit.COUNT,
          "Times that the member became the primary",
          INSTANCE,
          MEMBER);

  public static final Metric FENCES =
      CATALOGUE.counter(
          "understudy_node_fences_total",
          Unit.COUNT,
          "Times that the member, a former primary, was kept from taking writes;"
              + " method is paused, parked, killed or not_running",
          INSTANCE,
          MEMBER,
          "method");

  public static final Metric RESYNCS =
      CATALOGUE.counter(
          "understudy_node_resyncs_total",
          Unit.COUNT,
          "Times that the member came to follow a primary; kind is unchanged, partial or full",
          INSTANCE,
          MEMBER,
          "kind");

  private NodeMetrics() {}
}
