package dev.understudy.contracts;

import java.util.List;

/**
 * The topics, by name. All are partitioned by the part of the record's key before the first slash,
 * and all must have the same number of partitions.
 */
public final class Topics {

  /** Compacted. Desired state per instance; a tombstone deletes it. */
  public static final String INSTANCES = "understudy.instances";

  /** Compacted. What each node is and that it lives. */
  public static final String NODES = "understudy.nodes";

  /** Kept 7 days. What nodes see and do. */
  public static final String MEMBERS = "understudy.members";

  /** Kept 6 hours. What probers see. */
  public static final String HEALTH = "understudy.health";

  /** Compacted under unique keys. The decision log: consensus and audit log in one. */
  public static final String DECISIONS = "understudy.decisions";

  /** Compacted. One snapshot per instance. */
  public static final String TOPOLOGY = "understudy.topology";

  /** Compacted. Which name was published with which addresses. */
  public static final String ENDPOINTS = "understudy.endpoints";

  /** Kept 30 days. What people should know of, beginning and end. */
  public static final String ALERTS = "understudy.alerts";

  /** Kept 30 days. One receipt per delivery attempt. */
  public static final String NOTIFICATIONS = "understudy.notifications";

  public static final List<String> ALL =
      List.of(
          INSTANCES, NODES, MEMBERS, HEALTH, DECISIONS, TOPOLOGY, ENDPOINTS, ALERTS, NOTIFICATIONS);

  private static final String DEAD_LETTER_SUFFIX = ".dlq";

  private Topics() {}

  /** Where records of {@code topic} go that could not be handled. */
  public static String deadLetters(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }

  /** Whether a topic is one of those. */
  public static boolean isOfDeadLetters(String topic) {
    return topic.endsWith(DEAD_LETTER_SUFFIX);
  }
}
