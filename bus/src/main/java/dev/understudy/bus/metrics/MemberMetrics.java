package dev.understudy.bus.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a prober exports about every member. The names that begin with {@code redis_} and their own
 * labels are those of <a href="https://github.com/oliver006/redis_exporter">redis_exporter</a>, so
 * that dashboards made for it go on working.
 */
public final class MemberMetrics {

  public static final Catalogue CATALOGUE =
      new Catalogue(
          "health-prober: members",
          """
          One series per member and vantage; they disappear with the member. All have the labels `instance_id`, `member`,
          `role`, `region`, `zone` and `vantage`; only more than these are listed. Names that begin with `redis_`, and the
          labels listed, are those of [redis_exporter](https://github.com/oliver006/redis_exporter). `role` is `primary` or
          `replica`: what the member says itself, or, while it is silent, what the topology says. `region` and `zone` are the
          member's node's, `vantage` is where the prober is. Of a member that doesn't answer `INFO` only `redis_up` is left.
          What comes from the sections *stats* and *persistence* is up to five seconds old.""");

  /** What every series has, in this order. */
  public static final List<String> LABELS =
      List.of("instance_id", "member", "role", "region", "zone", "vantage");

  private static final Map<String, Metric> BY_FIELD = new LinkedHashMap<>();
  private static final String[] UPSTREAM = {"master_host", "master_port"};
  private static final String[] REPLICA = {"slave_ip", "slave_port", "slave_state"};

  public static final Metric UP =
      gauge("redis_up", Unit.YES_OR_NO, "Whether the member answered INFO in the last round");

  public static final Metric INSTANCE_INFO =
      gauge(
          "redis_instance_info",
          Unit.COUNT,
          "Always 1: what the engine is",
          "redis_version",
          "redis_mode",
          "os",
          "maxmemory_policy");

  public static final Metric LAG_SECONDS =
      gauge(
          "understudy_replication_lag_seconds",
          Unit.SECONDS,
          "How long a replica has been behind a place that the primary was seen at");

  public static final Metric LAG_BYTES =
      gauge(
          "understudy_replication_lag_bytes",
          Unit.BYTES,
          "What a replica lacks of what the primary had written in the same round");

  public static final Metric REPLICA_OFFSET =
      gauge(
          "redis_connected_slave_offset_bytes",
          Unit.BYTES,
          "The offset that a replica last acknowledged to this member",
          REPLICA);

  public static final Metric REPLICA_LAG =
      gauge(
          "redis_connected_slave_lag_seconds",
          Unit.SECONDS,
          "Time since a replica last acknowledged anything to this member, whole seconds",
          REPLICA);

  static {
    seconds("uptime_in_seconds", "redis_uptime_in_seconds", "Time since the process was started");
    count("connected_clients", "redis_connected_clients", "Connections of clients");
    count("blocked_clients", "redis_blocked_clients", "Clients that wait in a blocking command");
    bytes("used_memory", "redis_memory_used_bytes", "Memory that the engine has allocated");
    bytes("maxmemory", "redis_memory_max_bytes", "Memory that the engine may use; 0: no limit");
    bytes("used_memory_rss", "redis_memory_used_rss_bytes", "Memory as the system sees it");
    total("total_commands_processed", "redis_commands_processed_total", "Commands executed");
    total("keyspace_hits", "redis_keyspace_hits_total", "Lookups that found a key");
    total("keyspace_misses", "redis_keyspace_misses_total", "Lookups that found no key");
    total("expired_keys", "redis_expired_keys_total", "Keys that expired");
    total("evicted_keys", "redis_evicted_keys_total", "Keys evicted for lack of memory");
    total(
        "rejected_connections",
        "redis_rejected_connections_total",
        "Connections refused because of maxclients");
    totalBytes("total_net_input_bytes", "redis_net_input_bytes_total", "Read from the network");
    totalBytes("total_net_output_bytes", "redis_net_output_bytes_total", "Written to the network");
    count("connected_slaves", "redis_connected_slaves", "Replicas attached to this member");
    bytes("master_repl_offset", "redis_master_repl_offset", "Where the member's own stream is");
    upstream(
        "slave_repl_offset",
        "redis_slave_repl_offset",
        Unit.BYTES,
        "How far the replica has applied its primary's stream");
    upstream(
        "master_link_status",
        "redis_master_link_up",
        Unit.YES_OR_NO,
        "Whether the replica's link to its primary is up");
    upstream(
        "master_last_io_seconds_ago",
        "redis_master_last_io_seconds_ago",
        Unit.SECONDS,
        "Time since the replica last heard from its primary; -1: it has no link");
    upstream(
        "master_sync_in_progress",
        "redis_master_sync_in_progress",
        Unit.YES_OR_NO,
        "Whether the replica is taking a full copy");
    count("sync_full", "redis_replica_resyncs_full", "Full copies given to replicas");
    count(
        "sync_partial_ok",
        "redis_replica_partial_resync_accepted",
        "Partial resyncs given to replicas");
    count(
        "sync_partial_err",
        "redis_replica_partial_resync_denied",
        "Partial resyncs that replicas asked for and didn't get");
    bytes("repl_backlog_size", "redis_replication_backlog_bytes", "Size of the backlog");
    bytes(
        "repl_backlog_histlen",
        "redis_repl_backlog_history_bytes",
        "How much of the stream's past the backlog holds");
    yesOrNo("loading", "redis_loading_dump_file", "Whether it is loading its dataset");
    yesOrNo(
        "rdb_last_bgsave_status",
        "redis_rdb_last_bgsave_status",
        "Whether the last snapshot was saved");
    yesOrNo(
        "aof_last_write_status",
        "redis_aof_last_write_status",
        "Whether the last write to the AOF succeeded");
  }

  private MemberMetrics() {}

  /**
   * The metric that shows a field of INFO.
   *
   * @throws IllegalArgumentException if none does
   */
  public static Metric ofInfoField(String field) {
    Metric metric = BY_FIELD.get(field);
    if (metric == null) {
      throw new IllegalArgumentException("no metric shows the INFO field " + field);
    }
    return metric;
  }

  /** Whether its series name the primary that a replica is told to follow. */
  public static boolean namesUpstream(Metric metric) {
    return metric.labels().contains(UPSTREAM[0]);
  }

  private static void count(String field, String name, String help) {
    BY_FIELD.put(field, gauge(name, Unit.COUNT, help));
  }

  private static void bytes(String field, String name, String help) {
    BY_FIELD.put(field, gauge(name, Unit.BYTES, help));
  }

  private static void seconds(String field, String name, String help) {
    BY_FIELD.put(field, gauge(name, Unit.SECONDS, help));
  }

  private static void yesOrNo(String field, String name, String help) {
    BY_FIELD.put(field, gauge(name, Unit.YES_OR_NO, help));
  }

  private static void total(String field, String name, String help) {
    BY_FIELD.put(field, CATALOGUE.counter(name, Unit.COUNT, help, labels()));
  }

  private static void totalBytes(String field, String name, String help) {
    BY_FIELD.put(field, CATALOGUE.counter(name, Unit.BYTES, help, labels()));
  }

  private static void upstream(String field, String name, Unit unit, String help) {
    BY_FIELD.put(field, gauge(name, unit, help, UPSTREAM));
  }

  private static Metric gauge(String name, Unit unit, String help, String... more) {
    return CATALOGUE.gauge(name, unit, help, labels(more));
  }

  private static String[] labels(String... more) {
    return Stream.concat(LABELS.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
