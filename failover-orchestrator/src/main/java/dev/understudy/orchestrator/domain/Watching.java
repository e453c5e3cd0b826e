package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.domain.diagnosis.Diagnosis;
import dev.understudy.orchestrator.domain.diagnosis.Finding;
import java.util.List;
import java.util.Optional;

/**
 * There is a confirmed primary; the question is whether it is dead.
 *
 * @param finding the newest diagnosis
 * @param suspectSince when it stopped being healthy; null while it is
 * @param obstacle what keeps a failover from beginning; null if nothing does, or none is due
 * @param openedAt when the next epoch was appended; null if it wasn't
 * @param blockedAt when the obstacle was appended; null if it wasn't
 */
record Watching(
    Finding finding, Moment suspectSince, Obstacle obstacle, Moment openedAt, Moment blockedAt)
    implements InstanceState {

  static Watching calm() {
    return new Watching(new Finding(Diagnosis.HEALTHY, List.of()), null, null, null, null);
  }

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
    throw new IllegalStateException("a second end of epoch " + closed.epoch());
  }

  @Override
  public Step onEvidence(Situation situation) {
    // The log says what comes of it; whatever is appended behind it is void.
    if (situation.isPending(openedAt)) {
      return Step.to(this);
    }
    if (situation.spec().member(situation.primary()).isEmpty()) {
      return situation.isOfAFormerLife()
          ? Step.append(opening(situation.now()), Openings.first(situation))
          : Step.to(this);
    }
    Finding found = Diagnostician.diagnose(situation, suspectSince);
    if (found.diagnosis() == Diagnosis.HEALTHY) {
      return Step.to(calm());
    }
    Moment since = suspectSince == null ? situation.now() : suspectSince;
    Watching next = new Watching(found, since, obstacle, openedAt, blockedAt);
    if (next.isReadTooLate(situation)) {
      return Step.to(next);
    }
    if (found.diagnosis() == Diagnosis.DISPUTED) {
      return next.block(situation, Cause.PRIMARY_DEAD, disputed(found));
    }
    return found
        .diagnosis()
        .cause()
        .map(cause -> next.failOver(situation, cause))
        .orElseGet(() -> Step.to(new Watching(found, since, null, openedAt, null)));
  }

  /** Whether what nodes say is too old to open an epoch, or to say that none can be opened. */
  private boolean isReadTooLate(Situation situation) {
    return situation.isBehind(situation.highAvailability().failoverTimeout(), suspectSince);
  }

  private Step failOver(Situation situation, Cause cause) {
    Optional<Obstacle> found = FailoverGuard.obstacle(situation, cause, suspectSince);
    if (found.isPresent()) {
      return block(situation, cause, found.get());
    }
    return Step.append(
        opening(situation.now()),
        Openings.failover(situation, cause, finding.evidence(), suspectSince.wall()));
  }

  /** Puts an obstacle on record, once per epoch and reason. */
  private Step block(Situation situation, Cause cause, Obstacle found) {
    boolean same = obstacle != null && obstacle.reason() == found.reason();
    Moment recordedAt = same ? blockedAt : null;
    if (situation.ledger().blockedBy(found.reason()) || situation.isPending(recordedAt)) {
      Obstacle shown = same ? obstacle : found;
      return Step.to(new Watching(finding, suspectSince, shown, openedAt, recordedAt));
    }
    return Step.append(
        new Watching(finding, suspectSince, found, openedAt, situation.now()),
        found.onRecord(situation, cause, finding.evidence()));
  }

  private static Obstacle disputed(Finding finding) {
    return new Obstacle(
        BlockReason.QUORUM_NOT_REACHED,
        "the quorum of vantages was not reached; " + finding.inWords(),
        List.of());
  }

  private Watching opening(Moment now) {
    return new Watching(finding, suspectSince, null, now, null);
  }

  @Override
  public Condition condition(Situation situation) {
    if (obstacle != null) {
      return Condition.BLOCKED;
    }
    if (suspectSince != null) {
      return Condition.SUSPECT;
    }
    boolean whole =
        situation.facts().epochMembers().stream()
            .allMatch(spec -> TopologyView.isServing(situation, spec.member()));
    return whole ? Condition.HEALTHY : Condition.DEGRADED;
  }

  @Override
  public String reason(Situation situation) {
    return switch (condition(situation)) {
      case BLOCKED -> obstacle.explanation();
      case SUSPECT ->
          isReadTooLate(situation)
              ? finding.diagnosis().inWords() + "; nothing recent was read of what nodes say"
              : finding.diagnosis().inWords();
      case HEALTHY -> "the primary and all replicas serve";
      default -> "a member is missing or not in sync";
    };
  }

  @Override
  public Optional<BlockReason> blockReason() {
    return Optional.ofNullable(obstacle).map(Obstacle::reason);
  }

  @Override
  public boolean isUrgent() {
    return suspectSince != null;
  }
}
