package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.domain.CandidateSelection.Ranking;
import java.util.List;
import java.util.Optional;

/**
 * An epoch is open; its members join, the old primary is fenced, then one is elected.
 *
 * @param since when the epoch was read from the log
 * @param electedAt when an election was appended; null if it wasn't
 * @param obstacle why nobody can be elected; null if that isn't said yet
 * @param blockedAt when the obstacle was appended; null if it wasn't
 */
record Joining(Moment since, Moment electedAt, Obstacle obstacle, Moment blockedAt)
    implements InstanceState {

  static Joining since(Moment since) {
    return new Joining(since, null, null, null);
  }

  @Override
  public InstanceState onOpened(EpochOpened opened, Situation situation) {
    return Joining.since(situation.now());
  }

  @Override
  public InstanceState onElected(PrimaryElected elected, Situation situation) {
    return new Promoting(since, situation.now(), null);
  }

  @Override
  public InstanceState onClosed(EpochClosed closed, Situation situation) {
    return this;
  }

  @Override
  public Step onEvidence(Situation situation) {
    if (situation.isPending(electedAt)) {
      return Step.to(this);
    }
    if (situation.facts().epochMembers().isEmpty()) {
      return situation.isOfAFormerLife()
          ? Step.append(new Joining(since, situation.now(), null, null), Openings.first(situation))
          : Step.to(this);
    }
    Attendance attendance = new Attendance(situation, since);
    boolean windowOver = attendance.isWindowOver();
    if (!windowOver && !attendance.isComplete()) {
      return Step.to(this);
    }
    boolean planned = situation.opened().cause().planned();
    if (planned && !windowOver) {
      return electCaughtUp(situation);
    }
    Ranking ranking =
        planned
            ? CandidateSelection.resume(situation).orElse(CandidateSelection.best(situation))
            : CandidateSelection.best(situation);
    if (planned && !resumesWhole(situation, ranking)) {
      // Replicas are still attached: how far each has come is known when they have cut themselves.
      return insteadOfPlanned(situation);
    }
    boolean unknownLoss = isLossUnknown(situation, ranking);
    boolean early =
        !windowOver
            && (unknownLoss
                || nobodyOrLastResort(situation, ranking)
                || SynchronousRule.objection(situation, ranking).isPresent());
    if (early) {
      return Step.to(this);
    }
    if (unknownLoss && situation.ledger().blockedBy(BlockReason.LAG_OVER_BUDGET)) {
      return block(situation, Obstacle.lossKnownToOthers(ranking.rejected()));
    }
    return ranking.winner().isPresent()
        ? electIfSafe(situation, ranking)
        : block(situation, Obstacle.nobody(ranking.rejected()));
  }

  /**
   * Nobody, or the old primary, back with what its last snapshot had, or who failed to confirm, or
   * whom only force makes eligible, as its data is of doubtful origin: others have all the time
   * that there is to turn up.
   */
  private static boolean nobodyOrLastResort(Situation situation, Ranking ranking) {
    boolean alone = situation.facts().epochMembers().size() == 1;
    return !alone
        && ranking
            .winner()
            .filter(w -> !CandidateSelection.isLastResort(situation.opened(), w.member()))
            .filter(w -> CandidateSelection.isFit(situation, w.member()))
            .isEmpty();
  }

  /**
   * Whether nobody told this orchestrator how far the old primary came. Another may know, and may
   * put on record that the best replica lacks too much: then what the epoch was opened with is not
   * all that there is to know.
   */
  private static boolean isLossUnknown(Situation situation, Ranking ranking) {
    return situation.opened().deposed() != null
        && situation.opened().cause() != Cause.FORCED
        && ranking.winner().isPresent()
        && (ranking.lossBytes().isEmpty() || othersKnowMore(situation, ranking));
  }

  private static boolean othersKnowMore(Situation situation, Ranking ranking) {
    MemberId deposed = situation.opened().deposed();
    return situation.ledger().blockedBy(BlockReason.LAG_OVER_BUDGET)
        && situation.member(deposed).offsetAsPrimary().isEmpty()
        && ranking.winner().filter(winner -> !winner.member().equals(deposed)).isPresent();
  }

  private static boolean resumesWhole(Situation situation, Ranking ranking) {
    return ranking.winner().filter(w -> w.member().equals(situation.opened().deposed())).isPresent()
        && ranking.lossBytes().orElse(0L) == 0
        && SynchronousRule.objection(situation, ranking).isEmpty();
  }

  /**
   * A switchover: whoever takes over has every byte of the old primary, whose writes wait, as its
   * node said a moment ago.
   */
  private Step electCaughtUp(Situation situation) {
    EpochOpened opened = situation.opened();
    MemberFacts old = situation.member(opened.deposed());
    Optional<Offset> exact =
        old.offsetAtJoin(opened.epoch())
            .filter(offset -> old.exit().isPresent() || old.isHeard(situation));
    Ranking ranking = CandidateSelection.best(situation);
    boolean caughtUp =
        ranking
            .winner()
            .filter(w -> !w.member().equals(opened.deposed()))
            .filter(w -> opened.target() == null || w.member().equals(opened.target()))
            .filter(w -> exact.isPresent() && w.offset().compareTo(exact.get()) >= 0)
            .isPresent();
    return caughtUp ? elect(situation, ranking) : Step.to(this);
  }

  private Step electIfSafe(Situation situation, Ranking ranking) {
    MemberId winner = ranking.winner().orElseThrow().member();
    if (!isHarmless(situation, winner)) {
      return whileHarmful(situation, ranking);
    }
    long budgetBytes = situation.highAvailability().maxLossBytes();
    Optional<Long> tooMuchBytes =
        ranking
            .lossBytes()
            .filter(loss -> loss > budgetBytes && situation.opened().cause() != Cause.FORCED);
    Optional<Obstacle> found =
        SynchronousRule.objection(situation, ranking)
            .or(
                () ->
                    tooMuchBytes.map(
                        bytes -> Obstacle.lossOverBudget(bytes, budgetBytes, ranking.rejected())));
    if (found.isEmpty()) {
      return elect(situation, ranking);
    }
    // The old primary may be back with all that it had.
    return CandidateSelection.resume(situation)
        .filter(resumed -> resumed.lossBytes().filter(loss -> loss <= budgetBytes).isPresent())
        .filter(resumed -> SynchronousRule.objection(situation, resumed).isEmpty())
        .map(resumed -> elect(situation, resumed))
        .orElseGet(() -> block(situation, found.get()));
  }

  /** The old primary may still take writes: nobody can be elected yet. */
  private Step whileHarmful(Situation situation, Ranking ranking) {
    if (situation.opened().cause().planned()) {
      return insteadOfPlanned(situation);
    }
    List<Vantage> seenBy = seenBy(situation);
    // Its lease is over, and still it takes writes: nobody is there to stop it.
    return situation.facts().leaseHasEnded(situation) && !seenBy.isEmpty()
        ? block(
            situation, Obstacle.notFenced(situation.opened().deposed(), seenBy, ranking.rejected()))
        : Step.to(this);
  }

  private Step insteadOfPlanned(Situation situation) {
    return Step.append(
        new Joining(since, situation.now(), null, null), Openings.insteadOfPlanned(situation));
  }

  private Step elect(Situation situation, Ranking ranking) {
    Candidate winner = ranking.winner().orElseThrow();
    Optional<Address> address = TopologyView.address(situation, winner.member());
    if (address.isEmpty()) {
      return Step.to(this);
    }
    return Step.append(
        new Joining(since, situation.now(), null, null),
        new PrimaryElected(
            situation.instance(),
            situation.epoch(),
            winner.member(),
            winner.offset(),
            address.get(),
            situation.highAvailability().failoverTimeout().toMillis(),
            ranking.lossBytes().orElse(null),
            ranking.rejected()));
  }

  /** Puts an obstacle on record, once per epoch and reason. */
  private Step block(Situation situation, Obstacle found) {
    boolean same = obstacle != null && obstacle.reason() == found.reason();
    Moment recordedAt = same ? blockedAt : null;
    if (situation.isPending(recordedAt) || situation.ledger().blockedBy(found.reason())) {
      return Step.to(new Joining(since, electedAt, found, recordedAt));
    }
    EpochOpened opened = situation.opened();
    return Step.append(
        new Joining(since, electedAt, found, situation.now()),
        found.onRecord(situation, opened.cause(), opened.evidence()));
  }

  /**
   * Exit or fence confirmed, or the old lease surely over, nobody sees the old primary take writes,
   * and it has no failsafe: that needs all its replicas attached, and the winner cut itself off a
   * while ago. In a planned change replicas stay attached, so that the end of the lease proves
   * nothing.
   */
  private static boolean isHarmless(Situation situation, MemberId winner) {
    EpochOpened opened = situation.opened();
    MemberId deposed = opened.deposed();
    boolean cutOff =
        !opened.cause().planned()
            && situation
                .member(winner)
                .joinedAt(opened.epoch())
                .filter(at -> situation.isOver(situation.timing().leastLeaseMargin(), at))
                .isPresent();
    return deposed == null
        || deposed.equals(winner)
        || situation.member(deposed).isHarmlessIn(situation.epoch(), situation)
        || (cutOff && situation.facts().leaseHasEnded(situation) && seenBy(situation).isEmpty());
  }

  private static List<Vantage> seenBy(Situation situation) {
    return situation.facts().thatSeeLeading(situation.opened().deposed(), situation);
  }

  @Override
  public Condition condition(Situation situation) {
    return obstacle != null ? Condition.BLOCKED : TopologyView.changing(situation);
  }

  @Override
  public String reason(Situation situation) {
    return obstacle != null
        ? obstacle.explanation()
        : "epoch " + situation.epoch() + " is open, its members are joining";
  }

  @Override
  public Optional<BlockReason> blockReason() {
    return Optional.ofNullable(obstacle).map(Obstacle::reason);
  }

  @Override
  public boolean isUrgent() {
    return true;
  }
}
