package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.util.Optional;

/**
 * One is elected and has to confirm.
 *
 * @param openedAt when the epoch was read from the log
 * @param electedAt when the election was read from the log
 * @param nextOpenedAt when the next epoch was appended; null if it wasn't
 */
record Promoting(Moment openedAt, Moment electedAt, Moment nextOpenedAt) implements InstanceState {

  @Override
  public InstanceState onOpened(EpochOpened opened, Situation situation) {
    return Joining.since(situation.now());
  }

  @Override
  public InstanceState onElected(PrimaryElected elected, Situation situation) {
    throw new IllegalStateException("a second election in epoch " + elected.epoch());
  }

  @Override
  public InstanceState onClosed(EpochClosed closed, Situation situation) {
    return Watching.calm();
  }

  @Override
  public Step onEvidence(Situation situation) {
    if (situation.member(situation.primary()).isPromotedIn(situation.epoch())) {
      return Step.to(Settling.since(openedAt, electedAt, situation.now()));
    }
    boolean gone = situation.spec().member(situation.primary()).isEmpty();
    if (gone && situation.isOfAFormerLife() && !situation.isPending(nextOpenedAt)) {
      return Step.append(
          new Promoting(openedAt, electedAt, situation.now()), Openings.first(situation));
    }
    Optional<Evidence> failure = failure(situation);
    if (failure.isEmpty() || situation.isPending(nextOpenedAt)) {
      return Step.to(this);
    }
    return Step.append(
        new Promoting(openedAt, electedAt, situation.now()),
        Openings.unconfirmed(situation, failure.get()));
  }

  private Optional<Evidence> failure(Situation situation) {
    Optional<Evidence> exited =
        situation
            .member(situation.primary())
            .exit()
            .map(exit -> new Evidence("node " + exit.node(), "the elected process ended"));
    long waitedMillis = situation.now().since(electedAt).toMillis();
    return exited.isPresent() || !isLate(situation)
        ? exited
        : Optional.of(new Evidence(situation.self(), "not confirmed in " + waitedMillis + " ms"));
  }

  /**
   * Its time is over, and it has said something else since, which it would have said after its
   * promotion; or it says nothing at all. By the time alone, a promotion that is read late would be
   * taken for none.
   */
  private boolean isLate(Situation situation) {
    Timing timing = situation.timing();
    Duration patience = timing.promotionTimeout();
    boolean speaks = situation.member(situation.primary()).reportedAfter(electedAt.plus(patience));
    return situation.isOver(patience, electedAt)
        && (speaks || situation.isHeardOut(patience.plus(timing.freshness()), electedAt));
  }

  @Override
  public Condition condition(Situation situation) {
    return TopologyView.changing(situation);
  }

  @Override
  public String reason(Situation situation) {
    return situation.primary() + " is elected and has to confirm";
  }

  @Override
  public Optional<BlockReason> blockReason() {
    return Optional.empty();
  }

  @Override
  public boolean isUrgent() {
    return true;
  }
}
