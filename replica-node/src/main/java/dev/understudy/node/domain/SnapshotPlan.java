package dev.understudy.node.domain;

import java.time.Duration;

/**
 * When an engine writes its dataset to disk. A process that starts from a snapshot with replication
 * id and offset in it resumes with a partial resync, if its primary's backlog still reaches back
 * that far: so one is due as soon as there is a history, after every change of it, before half a
 * backlog has gone by, and now and then.
 */
final class SnapshotPlan {

  /** A change of primary is not the moment to fork; the next one may be soon. */
  private static final Duration AFTER_CHANGE = Duration.ofMillis(250);

  private final Timings timings;
  private String replicationId;
  private long offset;
  private Moment at;
  private String seenId;
  private Moment seenSince;

  SnapshotPlan(Timings timings) {
    this.timings = timings;
  }

  /** Another process, which may have started without one. */
  void reset() {
    replicationId = null;
    seenId = null;
  }

  /** It could not even be begun: not at once again. */
  void refused() {
    reset();
  }

  boolean due(EngineFacts facts, Moment now) {
    if (!facts.replicationId().equals(seenId)) {
      seenId = facts.replicationId();
      seenSince = now;
    }
    if (!facts.hasHistory() || facts.snapshotRunning()) {
      return false;
    }
    if (!seenId.equals(replicationId)) {
      return now.isAtLeast(AFTER_CHANGE, seenSince);
    }
    if (!now.isAtLeast(timings.snapshotLeast(), at)) {
      return false;
    }
    return facts.snapshotFailed()
        || facts.offset().value() - offset > timings.backlogBytes() / 2
        || facts.snapshotChanges() > 0 && now.isAtLeast(timings.snapshotMost(), at);
  }

  void taken(EngineFacts before, Moment now) {
    replicationId = before.replicationId();
    offset = before.offset().value();
    at = now;
  }
}
