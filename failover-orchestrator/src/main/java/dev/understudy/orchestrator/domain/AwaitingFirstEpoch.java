package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.topology.Condition;
import java.util.Optional;

/**
 * The instance is wanted and has never had a primary.
 *
 * @param appendedAt when its first epoch was appended; null if it wasn't
 */
record AwaitingFirstEpoch(Moment appendedAt) implements InstanceState {

  @Override
  public InstanceState onOpened(EpochOpened opened, Situation situation) {
    return Joining.since(situation.now());
  }

  @Override
  public InstanceState onElected(PrimaryElected elected, Situation situation) {
    throw new IllegalStateException("an election before the first epoch");
  }

  @Override
  public InstanceState onClosed(EpochClosed closed, Situation situation) {
    throw new IllegalStateException("an end before the first epoch");
  }

  @Override
  public Step onEvidence(Situation situation) {
    return situation.isPending(appendedAt)
        ? Step.to(this)
        : Step.append(new AwaitingFirstEpoch(situation.now()), Openings.first(situation));
  }

  @Override
  public Condition condition(Situation situation) {
    return Condition.PROVISIONING;
  }

  @Override
  public String reason(Situation situation) {
    return "waiting for its first epoch";
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
