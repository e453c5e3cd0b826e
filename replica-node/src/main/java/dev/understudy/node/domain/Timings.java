package dev.understudy.node.domain;

import java.time.Duration;

/**
 * How long things may take, and how often they happen.
 *
 * @param fence an engine that doesn't obey in this time is killed, when it must be fenced
 * @param answer an engine that doesn't answer in this time is reported as unresponsive
 * @param firstRestart the pause before an exited engine is started again; doubles each time
 * @param longestRestart the longest such pause
 * @param snapshotLeast the least time between two snapshots
 * @param snapshotMost the longest time that changes go without a snapshot
 * @param backlogBytes the engine's replication backlog
 */
public record Timings(
    Duration fence,
    Duration answer,
    Duration firstRestart,
    Duration longestRestart,
    Duration snapshotLeast,
    Duration snapshotMost,
    long backlogBytes) {

  /** Looks while something is awaited; also the node's shortest tick. */
  public static final Duration QUICK_LOOK = Duration.ofMillis(10);

  public static final Duration LOOK = Duration.ofMillis(100);

  /** Reports while nothing changes. */
  public static final Duration IDLE_REPORT = Duration.ofSeconds(1);

  /** How long held writes wait before the engine would let them through by itself. */
  public static final Duration HOLD = Duration.ofSeconds(10);

  public Timings {
    if (fence.isNegative() || fence.isZero() || answer.compareTo(fence) < 0) {
      throw new IllegalArgumentException("0 < fence <= answer must hold");
    }
  }
}
