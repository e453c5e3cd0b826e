package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import java.util.Optional;

/**
 * What its node says of one member. A report says again what an earlier event said, so that nothing
 * is missed for long by an orchestrator that has just started.
 */
final class MemberFacts implements Cloneable {

  private MemberReported report;
  private Moment reportedAt;
  private MemberExited exit;
  private Moment exitedAt;
  private MemberExited crash;
  private MemberJoined joined;
  private Epoch promoted = Epoch.NONE;
  private Epoch following = Epoch.NONE;
  private Epoch fenced = Epoch.NONE;
  private FenceMethod fenceMethod;
  private Moment saidAt;
  private Moment replicaSince;
  private Offset lastOffset;
  private Epoch ledEpoch = Epoch.NONE;
  private Offset ledOffset;
  private String ledReplicationId;
  private String ledRunId;
  private Moment joinedAt;
  private String replicationId;

  void learn(MemberEvent event, Moment now) {
    boolean engineHangs = event instanceof MemberReported report && !report.responsive();
    boolean past = event instanceof MemberFailsafeEnded;
    saidAt = engineHangs || past ? saidAt : now;
    if (event instanceof MemberReported reported) {
      learnReport(reported, now);
    } else if (event instanceof MemberExited exited) {
      exit = exited;
      exitedAt = now;
      crash = exited.role() == MemberRole.PRIMARY ? exited : crash;
      lastOffset = highest(exited.lastOffset());
      learnLead(exited.role(), exited.epoch(), exited.lastOffset());
    } else if (event instanceof MemberJoined join) {
      joinedAt = joined != null && joined.epoch().equals(join.epoch()) ? joinedAt : now;
      joined = join;
      lastOffset = join.offset();
      learnLead(join.role(), join.epoch(), join.offset());
    } else if (event instanceof MemberPromoted promotion) {
      promoted = promotion.epoch();
      replicaSince = null;
      ledReplicationId = promotion.replicationId();
      learnLead(MemberRole.PRIMARY, promotion.epoch(), promotion.offset());
    } else if (event instanceof MemberFollowing follow) {
      following = follow.epoch();
    } else if (event instanceof MemberFenced fence) {
      fenced = fence.epoch();
      fenceMethod = fence.method();
      ledOffset =
          ledOffset != null && fence.offset().compareTo(ledOffset) > 0 ? fence.offset() : ledOffset;
    }
  }

  private void learnReport(MemberReported reported, Moment now) {
    boolean isReplica = reported.role() == MemberRole.REPLICA;
    replicaSince = !isReplica ? null : replicaSince == null ? now : replicaSince;
    if (exit != null && reported.responsive() && !reported.runId().equals(exit.runId())) {
      exit = null;
    }
    if (reported.responsive()) {
      lastOffset = reported.offset();
      replicationId = reported.replicationId();
      ledReplicationId = isReplica ? ledReplicationId : reported.replicationId();
      ledRunId = isReplica ? ledRunId : reported.runId();
      learnLead(reported.role(), reported.epoch(), reported.offset());
    }
    report = reported;
    reportedAt = now;
  }

  /** Offsets of one epoch only grow; another epoch begins where its primary was promoted. */
  private void learnLead(MemberRole role, Epoch epoch, Offset offset) {
    boolean newer = ledOffset == null || epoch.isAfter(ledEpoch);
    boolean further = !newer && epoch.equals(ledEpoch) && offset.compareTo(ledOffset) > 0;
    if (role == MemberRole.PRIMARY && (newer || further)) {
      ledEpoch = epoch;
      ledOffset = offset;
    }
  }

  private Offset highest(Offset offset) {
    return lastOffset == null || offset.compareTo(lastOffset) > 0 ? offset : lastOffset;
  }

  /** The same facts, to be told what never happened. All that they refer to is immutable. */
  MemberFacts copy() {
    try {
      return (MemberFacts) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("it is Cloneable", e);
    }
  }

  Optional<MemberReported> report() {
    return Optional.ofNullable(report);
  }

  /** The newest report, if it is recent. */
  Optional<MemberReported> recentReport(Situation situation) {
    return report().filter(r -> situation.isFresh(reportedAt));
  }

  /** Whether the newest report is younger than {@code moment}. */
  boolean reportedAfter(Moment moment) {
    return reportedAt != null && moment.isBefore(reportedAt);
  }

  /** The end of its process, as long as no new process answers. */
  Optional<MemberExited> exit() {
    return Optional.ofNullable(exit);
  }

  /** The end of the process that was primary in {@code epoch}, for good: a new one never is. */
  Optional<MemberExited> crashIn(Epoch epoch) {
    return Optional.ofNullable(crash).filter(c -> c.epoch().equals(epoch));
  }

  /** When the last end of a process was heard of. */
  Moment exitedAt() {
    return exitedAt;
  }

  /** Whether its process runs and answered its node a moment ago. */
  boolean isResponsive(Situation situation) {
    return exit == null && recentReport(situation).filter(MemberReported::responsive).isPresent();
  }

  Optional<Offset> lastOffset() {
    return Optional.ofNullable(lastOffset);
  }

  /**
   * How far it came when it was last the primary. What it reports later is no measure of what may
   * be lost: restarted, it has what its last snapshot had; following, it has what others wrote.
   */
  Optional<Offset> offsetAsPrimary() {
    return Optional.ofNullable(ledOffset);
  }

  /** The replication id of the history that it wrote when it was last the primary. */
  Optional<String> replicationIdAsPrimary() {
    return Optional.ofNullable(ledReplicationId);
  }

  /** Whether the process that was last seen to be the primary is known, and is not this one. */
  boolean ledByAnotherThan(String runId) {
    return ledRunId != null && !ledRunId.equals(runId);
  }

  /** When the newest report was sent; null if there is none. */
  Moment reportedAt() {
    return reportedAt;
  }

  /** When it was heard that it has left all epochs before this one; empty if it wasn't. */
  Optional<Moment> joinedAt(Epoch epoch) {
    return Optional.ofNullable(joined).filter(j -> j.epoch().equals(epoch)).map(j -> joinedAt);
  }

  /** The last replication id that it reported while it answered. */
  Optional<String> lastReplicationId() {
    return Optional.ofNullable(replicationId);
  }

  /** Where and how it stands in an epoch; empty before it joined. A later report wins. */
  Optional<Standing> standing(Epoch epoch) {
    boolean hasJoined = joined != null && joined.epoch().equals(epoch);
    if (report != null && report.responsive() && report.epoch().equals(epoch)) {
      Offset offset = hasJoined ? later(joined.offset(), report.offset()) : report.offset();
      return Optional.of(
          new Standing(
              report.role(),
              report.replicationId(),
              offset,
              report.everSynced(),
              report.loading(),
              report.dataEpoch(),
              report.intact()));
    }
    if (!hasJoined) {
      return Optional.empty();
    }
    return Optional.of(
        new Standing(
            joined.role(),
            joined.replicationId(),
            joined.offset(),
            joined.everSynced(),
            joined.loading(),
            joined.dataEpoch(),
            joined.intact()));
  }

  /**
   * Where it stood when it joined an epoch; empty if that wasn't heard. For the old primary of a
   * planned change this is its last byte, as it joins when its writes wait; its reports in that
   * epoch may be older than that.
   */
  Optional<Offset> offsetAtJoin(Epoch epoch) {
    return Optional.ofNullable(joined)
        .filter(j -> j.epoch().equals(epoch))
        .map(MemberJoined::offset);
  }

  private static Offset later(Offset a, Offset b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  boolean isPromotedIn(Epoch epoch) {
    return promoted.equals(epoch) || reportsAs(MemberRole.PRIMARY, epoch);
  }

  boolean isFollowingIn(Epoch epoch) {
    boolean linked = report != null && report.link() == LinkState.UP;
    return following.equals(epoch) || (linked && reportsAs(MemberRole.REPLICA, epoch));
  }

  /** Whether its newest report doesn't say that its link is down. */
  boolean isLinked() {
    return report == null || report.link() == LinkState.UP;
  }

  /**
   * Whether it, a former primary, can't take writes: fenced, gone, or already a replica.
   *
   * <p>Of these, only a pause ends by itself: after 10 s, unless its node prolongs it, which it
   * does while there are 5 s left. So it holds for as long as the node has said a short time ago
   * ({@link Timing#freshness}, 3 s) that the engine answers: when it said that, the pause had more
   * left than that. When it began, and when that was heard, doesn't matter then.
   */
  boolean isHarmlessIn(Epoch epoch, Situation situation) {
    boolean holds = fenceMethod != FenceMethod.PAUSED || isHeard(situation);
    return exit != null || fenced.equals(epoch) && holds || reportsAs(MemberRole.REPLICA, epoch);
  }

  /** Whether its node said something of an engine that answers a short time ago. */
  boolean isHeard(Situation situation) {
    return saidAt != null && situation.isFresh(saidAt);
  }

  private boolean reportsAs(MemberRole role, Epoch epoch) {
    return report != null
        && report.responsive()
        && report.epoch().equals(epoch)
        && report.role() == role;
  }

  /** Since when its node says that it is no primary; empty if it says that it is. */
  Optional<Moment> replicaSince() {
    return Optional.ofNullable(replicaSince);
  }

  /**
   * A member's place in an epoch.
   *
   * @param dataEpoch whose primary its dataset came from; null if its node doesn't say
   * @param intact whether it has all that it ever acknowledged
   */
  record Standing(
      MemberRole role,
      String replicationId,
      Offset offset,
      boolean everSynced,
      boolean loading,
      Epoch dataEpoch,
      boolean intact) {

    boolean hasDataOf(Epoch epoch) {
      return epoch.equals(dataEpoch);
    }
  }
}
