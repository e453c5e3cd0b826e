package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On how many members the acknowledged writes of a synchronous instance are for sure, and on which.
 * That isn't what its settings say now: a write may have been acknowledged when fewer
 * acknowledgements were asked for, or by a replica that has been removed since. So after such a
 * change the stricter of both counts, and whoever left is counted as missing, until every replica
 * has been seen to have all that the primary had after the change. A process that has just started
 * knows nothing of earlier changes and begins with the strictest rule.
 *
 * <p>Nothing of this is written down: it only ever makes the rule stricter, and in an instance that
 * is well it is over in seconds. (After a change of quorum, Raft's joint consensus and Patroni's
 * {@code quorum.py} do the same with a record.)
 */
final class Guarantee {

  private static final int STRICTEST = 1;

  private final Set<MemberId> departed = new HashSet<>();
  private Set<MemberId> members = Set.of();
  private Integer wanted;
  private int acknowledgements;
  private Moment changedAt;
  private Epoch markedIn;
  private Offset mark;

  /** The instance asks for so many acknowledgements, from 0. */
  void learn(int replicas, Moment now) {
    if (wanted != null && wanted == replicas) {
      return;
    }
    if (wanted == null) {
      acknowledgements = Math.min(STRICTEST, replicas);
    } else if (wanted == 0) {
      // Nothing was promised before.
      acknowledgements = replicas;
      departed.clear();
    } else {
      acknowledgements = Math.min(acknowledgements, replicas);
    }
    wanted = replicas;
    change(now);
  }

  /** These belong to the epoch. */
  void learn(Collection<MemberId> present, Moment now) {
    Set<MemberId> gone = new HashSet<>(members);
    members = Set.copyOf(present);
    gone.removeAll(members);
    departed.removeAll(members);
    if (departed.addAll(gone)) {
      change(now);
    }
  }

  /** A dataset begins. */
  void begin() {
    departed.clear();
    members = Set.of();
  }

  /** The same, to be told what never happened. */
  Guarantee copy() {
    Guarantee copy = new Guarantee();
    copy.departed.addAll(departed);
    copy.members = members;
    copy.wanted = wanted;
    copy.acknowledgements = acknowledgements;
    copy.changedAt = changedAt;
    copy.markedIn = markedIn;
    copy.mark = mark;
    return copy;
  }

  /** There is no instance any more that anything was promised for. */
  void end() {
    begin();
    wanted = null;
    acknowledgements = 0;
  }

  private void change(Moment now) {
    changedAt = now;
    mark = null;
  }

  /** By how many replicas at least every acknowledged write was; 0: nothing is promised. */
  int acknowledgements() {
    return acknowledgements;
  }

  /** Whoever may have acknowledged something: the members, and those who left a while ago. */
  List<MemberId> witnesses() {
    List<MemberId> all = new ArrayList<>(members);
    all.addAll(departed);
    return all;
  }

  /** Looks whether every replica has caught up since the last change. */
  void look(Situation situation) {
    boolean settled = wanted == null || acknowledgements == wanted && departed.isEmpty();
    if (settled || situation.ledger().elected().isEmpty()) {
      return;
    }
    Optional<MemberReported> primary = primaryAfterTheChange(situation);
    if (primary.isEmpty()) {
      return;
    }
    if (mark == null || !situation.epoch().equals(markedIn)) {
      mark = primary.get().offset();
      markedIn = situation.epoch();
    }
    List<MemberId> replicas =
        members.stream().filter(member -> !member.equals(situation.primary())).toList();
    // One more is attached: whoever left may still acknowledge.
    boolean othersAttached = primary.get().attachedReplicas() > replicas.size();
    if (!othersAttached && replicas.stream().allMatch(each -> hasAll(each, situation))) {
      departed.clear();
      acknowledgements = wanted;
    }
  }

  /**
   * What the primary reports of itself, if it was sent after the change: clocks that date reports
   * differ by less than what makes a report old.
   */
  private Optional<MemberReported> primaryAfterTheChange(Situation situation) {
    Moment surelyAfter = changedAt.plus(situation.timing().freshness());
    MemberFacts facts = situation.member(situation.primary());
    return facts
        .recentReport(situation)
        .filter(report -> facts.reportedAfter(surelyAfter))
        .filter(MemberReported::responsive)
        .filter(report -> report.role() == MemberRole.PRIMARY)
        .filter(report -> report.epoch().equals(situation.epoch()));
  }

  private boolean hasAll(MemberId replica, Situation situation) {
    MemberFacts facts = situation.member(replica);
    return facts.isResponsive(situation)
        && facts.isLinked()
        && facts.isFollowingIn(situation.epoch())
        && facts
            .standing(situation.epoch())
            .filter(standing -> standing.intact() && !standing.loading())
            .filter(standing -> standing.offset().compareTo(mark) >= 0)
            .isPresent();
  }
}
