package dev.understudy.orchestrator.domain.history;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * One epoch: a change of primary, and the further ones that were blocked while it lasted.
 *
 * @param superseded whether a later epoch exists
 * @param blocked failovers that seemed due in this epoch and did not happen
 */
public record Failover(
    EpochOpened opened,
    Optional<PrimaryElected> elected,
    Optional<EpochClosed> closed,
    Optional<FailoverAcknowledged> acknowledged,
    List<FailoverBlocked> blocked,
    boolean superseded) {

  public Failover {
    blocked = List.copyOf(blocked);
  }

  public Epoch epoch() {
    return opened.epoch();
  }

  public FailoverState state() {
    if (closed.isPresent()) {
      return FailoverState.of(closed.get().outcome());
    }
    return superseded ? FailoverState.SUPERSEDED : FailoverState.IN_PROGRESS;
  }

  /** Whether anything was lost; empty before the end, and where there was nothing to lose. */
  public Optional<LossState> loss() {
    return closed
        .filter(end -> end.cause() != Cause.INSTANCE_CREATED)
        .map(end -> LossState.of(end.measuredLossBytes()));
  }

  /** As far as it is known: before the end, only when it began. */
  public Timeline timeline() {
    return closed
        .map(EpochClosed::timeline)
        .orElseGet(() -> new Timeline(opened.suspectedAt(), null, null, null, null, null, null));
  }

  public PhaseMillis phases() {
    return PhaseMillis.of(timeline());
  }
}
