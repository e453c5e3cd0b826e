package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;

/** What was seen and said in one epoch, by this process of the node. */
final class EpochRecord {

  private static final Duration FIRST_RETRY = Duration.ofMillis(20);
  private static final int MOST_RETRIES = 6;

  final Epoch epoch;
  final Moment since;

  /** What the member was when the epoch began; null until its engine was seen in it. */
  MemberRole formerRole;

  /** When MemberJoined was sent last; null: it wasn't. */
  Moment joinedAt;

  boolean joined;
  boolean joinedLoading;
  boolean fenced;
  boolean promoted;
  boolean following;
  boolean warned;

  /** The engine as it was before it was told to follow the epoch's primary. */
  EngineFacts beforeFollowing;

  /** Since when the link to the epoch's primary is seen up; null: it isn't. */
  Moment linkedSince;

  private Moment followingSince;
  private int retries;

  EpochRecord(Epoch epoch, Moment since) {
    this.epoch = epoch;
    this.since = since;
  }

  /** The process ended: what it said is void. */
  void forgetProcess() {
    formerRole = null;
    joined = false;
    fenced = false;
    promoted = false;
    following = false;
    warned = false;
    beforeFollowing = null;
    linkedSince = null;
  }

  void toldToFollow(EngineFacts before, Moment now) {
    beforeFollowing = before;
    followingSince = now;
    retries = 0;
  }

  /**
   * Whether to try again at once: after 20 ms, then after twice as long each time. The epoch's
   * primary may not have been promoted when it was asked, and the engine itself tries only once a
   * second.
   */
  boolean retryDue(Moment now) {
    return followingSince != null
        && retries < MOST_RETRIES
        && now.isAtLeast(FIRST_RETRY.multipliedBy((1L << (retries + 1)) - 1), followingSince);
  }

  void retried() {
    retries++;
  }
}
