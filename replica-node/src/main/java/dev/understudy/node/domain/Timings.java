package dev.understudy.node.domain;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;

/**
 * How long things may take, and how often they happen.
 *
 * @param fence an engine that doesn't obey in this time is killed, when it must be fenced; at most
 *     {@link #MOST_FENCE}, because whoever elects the next primary waits for the end of the lease
 *     and a margin of 1 s, which this and its failsafe have to fit in
 * @param answer an engine that doesn't answer in this time is reported as unresponsive
 * @param firstRestart the pause before an exited engine is started again; doubles each time
 * @param longestRestart the longest such pause
 * @param snapshotLeast the least time between two snapshots
 * @param snapshotMost the longest time that changes go without a snapshot
 * @param backlogBytes the engine's replication backlog
 * @param quarantine how long a former primary may take to save what its successor lacks; then it
 *     follows all the same
 */
public record Timings(
    Duration fence,
    Duration answer,
    Duration firstRestart,
    Duration longestRestart,
    Duration snapshotLeast,
    Duration snapshotMost,
    long backlogBytes,
    Duration quarantine) {

  /** Looks while something is awaited; also the node's shortest tick. */
  public static final Duration QUICK_LOOK = Duration.ofMillis(10);

  public static final Duration LOOK = Duration.ofMillis(100);

  /** How long replicas have to answer the failsafe; their primary does nothing else meanwhile. */
  public static final Duration ASK = Duration.ofMillis(100);

  /** Reports while nothing changes. */
  public static final Duration IDLE_REPORT = Duration.ofSeconds(1);

  /** How long held writes wait before the engine would let them through by itself. */
  public static final Duration HOLD = Duration.ofSeconds(10);

  /** With the failsafe's 800 ms it stays below the least margin of a lease, 1 s. */
  public static final Duration MOST_FENCE = Duration.ofMillis(190);

  public Timings {
    if (fence.isNegative() || fence.isZero() || fence.compareTo(MOST_FENCE) > 0) {
      throw new InvalidField("fenceTimeout", "must be above 0 and at most " + MOST_FENCE);
    }
    if (answer.compareTo(fence) < 0) {
      throw new InvalidField("answerTimeout", "must be at least fenceTimeout, " + fence);
    }
  }
}
