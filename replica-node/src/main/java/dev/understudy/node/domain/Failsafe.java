package dev.understudy.node.domain;

import java.time.Duration;

/**
 * The exception from the lease: the bus is out of reach and every other member of the epoch is
 * attached, so nobody else can have been promoted, which needs a member that joined a later epoch
 * and thereby cut itself off. Replicas must have answered a question asked a short time ago: what
 * {@code INFO} calls online may be cut off for a minute. What it calls gone is gone.
 */
final class Failsafe {

  /**
   * How long an answer is good for. A node that a busy machine lets wait for longer fences a
   * primary for nothing; whoever elects waits for so long, and for the fencing, after a lease has
   * ended.
   */
  static final Duration GOOD_FOR = Duration.ofMillis(800);

  /** How often to ask. */
  static final Duration EVERY = Duration.ofMillis(50);

  /** How long before the end of the lease to begin. */
  static final Duration AHEAD = Duration.ofMillis(300);

  private Moment allAttachedAt;
  private Moment askedAt;

  void reset() {
    allAttachedAt = null;
    askedAt = null;
  }

  boolean shouldAsk(Moment now, Lease lease) {
    return lease.unanswered(now)
        && lease.remaining(now).compareTo(AHEAD) < 0
        && (askedAt == null || now.isAtLeast(EVERY, askedAt))
        && !endsSoon(now);
  }

  /** The engine must be free then, to be parked at once. */
  private boolean endsSoon(Moment now) {
    return allAttachedAt != null
        && now.isAtLeast(GOOD_FOR.minus(Timings.ASK), allAttachedAt)
        && !now.isAtLeast(GOOD_FOR, allAttachedAt);
  }

  void asked(Moment now) {
    askedAt = now;
  }

  /** A connection ended: a replica that joins another epoch cuts it. */
  void attached(int replicas, int others) {
    allAttachedAt = replicas < others ? null : allAttachedAt;
  }

  /**
   * The replicas' answer to a question asked at {@code asked}. One that is late on a busy machine
   * takes nothing back: the answer before is as good as it was.
   */
  void answered(Moment asked, int acknowledged, int others) {
    allAttachedAt = acknowledged >= others ? asked : allAttachedAt;
  }

  boolean holds(Moment now, Lease lease) {
    return lease.unanswered(now)
        && allAttachedAt != null
        && !now.isAtLeast(GOOD_FOR, allAttachedAt);
  }
}
