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
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.domain.CandidateSelection.Ranking;
import java.time.Duration;
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
    boolean windowOver = situation.isOver(window(situation), since);
    if (!windowOver && !everyoneHasJoined(situation)) {
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
    boolean early = !windowOver && nobodyOrLastResort(situation, ranking);
    if (early) {
      return Step.to(this);
    }
    return ranking.winner().isPresent()
        ? electIfSafe(situation, ranking)
        : block(situation, Obstacle.nobody(ranking.rejected()));
  }

  /**
   * Nobody, or the old primary, back with what its last snapshot had, or who failed to confirm:
   * others have all the time that there is to turn up.
   */
  private static boolean nobodyOrLastResort(Situation situation, Ranking ranking) {
    boolean alone = situation.facts().epochMembers().size() == 1;
    return !alone
        && ranking
            .winner()
            .filter(w -> !CandidateSelection.isLastResort(situation.opened(), w.member()))
            .isEmpty();
  }

  /** A switchover: whoever takes over has every byte of the old primary, whose writes wait. */
  private Step electCaughtUp(Situation situation) {
    EpochOpened opened = situation.opened();
    Optional<Offset> exact = situation.member(opened.deposed()).offsetAtJoin(opened.epoch());
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
    if (!isHarmless(situation, ranking.winner().orElseThrow().member())) {
      return isUnfenced(situation) ? block(situation, unfenced(situation, ranking)) : Step.to(this);
    }
    long budgetBytes = situation.highAvailability().maxLossBytes();
    Optional<Long> tooMuchBytes =
        ranking
            .lossBytes()
            .filter(loss -> loss > budgetBytes && situation.opened().cause() != Cause.FORCED);
    return tooMuchBytes.isPresent()
        ? block(
            situation, Obstacle.lossOverBudget(tooMuchBytes.get(), budgetBytes, ranking.rejected()))
        : elect(situation, ranking);
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

  /** Nobody is waited for who seems dead. In a planned change the old primary joins too. */
  private static boolean everyoneHasJoined(Situation situation) {
    EpochOpened opened = situation.opened();
    boolean creating = opened.cause() == Cause.INSTANCE_CREATED;
    return situation.facts().epochMembers().stream()
        .map(MemberSpec::member)
        .filter(member -> !member.equals(opened.deposed()) || opened.cause().planned())
        .filter(member -> !opened.excluded().contains(member))
        .filter(member -> creating || seemsAlive(situation, member))
        .allMatch(member -> situation.member(member).standing(opened.epoch()).isPresent());
  }

  private static boolean seemsAlive(Situation situation, MemberId member) {
    return situation.facts().isNodeAlive(member, situation)
        && situation.member(member).isResponsive(situation);
  }

  /** Exit or fence confirmed, or the old lease surely over and nobody sees it take writes. */
  private static boolean isHarmless(Situation situation, MemberId winner) {
    MemberId deposed = situation.opened().deposed();
    return deposed == null
        || deposed.equals(winner)
        || situation.member(deposed).isHarmlessIn(situation.epoch())
        || situation.facts().leaseHasEnded(situation) && seenBy(situation).isEmpty();
  }

  /** Its lease is over, and still it takes writes: nobody is there to stop it. */
  private static boolean isUnfenced(Situation situation) {
    return situation.facts().leaseHasEnded(situation) && !seenBy(situation).isEmpty();
  }

  private static List<Vantage> seenBy(Situation situation) {
    return situation.facts().thatSeeLeading(situation.opened().deposed(), situation);
  }

  private static Obstacle unfenced(Situation situation, Ranking ranking) {
    MemberId deposed = situation.opened().deposed();
    return Obstacle.notFenced(deposed, seenBy(situation), ranking.rejected());
  }

  private static Duration window(Situation situation) {
    return switch (situation.opened().cause()) {
      case INSTANCE_CREATED -> situation.timing().creationWindow();
      case SWITCHOVER -> situation.timing().switchoverTimeout();
      default -> situation.timing().joinWindow();
    };
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
