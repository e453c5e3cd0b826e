package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberReported;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether an automatic failover that a diagnosis permits may begin. */
final class FailoverGuard {

  /** Replicas report ten times a second while anything changes: after this a report is exact. */
  private static final Duration REPORTS_SETTLE = Duration.ofMillis(250);

  private final Situation situation;
  private final Cause cause;
  private final Moment suspectSince;
  private final List<RejectedCandidate> rejected = new ArrayList<>();

  private FailoverGuard(Situation situation, Cause cause, Moment suspectSince) {
    this.situation = situation;
    this.cause = cause;
    this.suspectSince = suspectSince;
  }

  /** What stands in the way; empty if nothing does. */
  static Optional<Obstacle> obstacle(Situation situation, Cause cause, Moment suspectSince) {
    return new FailoverGuard(situation, cause, suspectSince).obstacle();
  }

  private Optional<Obstacle> obstacle() {
    if (!situation.highAvailability().autoFailover()) {
      return refuse(
          BlockReason.AUTO_FAILOVER_OFF,
          "automatic failover is off for this instance; promote a replica by hand");
    }
    Optional<Instant> coolUntil = coolingUntil();
    if (coolUntil.isPresent()) {
      return refuse(
          BlockReason.COOLDOWN,
          "the last automatic failover was a short time ago; the next may happen after "
              + coolUntil.get()
              + ", or as soon as an operator acknowledges the last one");
    }
    List<MemberSpec> alive = aliveReplicas();
    return alive.isEmpty() && !primaryMayResume()
        ? Optional.of(Obstacle.nobody(List.copyOf(rejected)))
        : lossOverBudget(alive);
  }

  private Optional<Instant> coolingUntil() {
    boolean exempt = cause == Cause.PRIMARY_CRASHED || situation.ledger().acknowledged();
    if (exempt || !isAutomatic(situation.opened().cause())) {
      return Optional.empty();
    }
    // While the last one is settling it isn't closed yet, here or by another orchestrator.
    Instant closedAt =
        situation
            .ledger()
            .closed()
            .map(closed -> closed.timeline().closedAt())
            .orElse(situation.now().wall());
    return Optional.of(closedAt.plus(situation.highAvailability().cooldown()))
        .filter(until -> until.isAfter(situation.now().wall()));
  }

  private static boolean isAutomatic(Cause cause) {
    return switch (cause) {
      case INSTANCE_CREATED, SWITCHOVER, FORCED -> false;
      case PRIMARY_CRASHED,
          PRIMARY_HUNG,
          PRIMARY_DEAD,
          PRIMARY_REBORN_EMPTY,
          PRIMARY_FENCED,
          PROMOTION_UNCONFIRMED ->
          true;
    };
  }

  private List<MemberSpec> aliveReplicas() {
    List<MemberSpec> alive = new ArrayList<>();
    for (MemberSpec spec : situation.facts().epochMembers()) {
      if (!spec.member().equals(situation.primary())) {
        objection(spec).ifPresentOrElse(rejected::add, () -> alive.add(spec));
      }
    }
    return alive;
  }

  private Optional<RejectedCandidate> objection(MemberSpec spec) {
    MemberFacts facts = situation.member(spec.member());
    if (!spec.promotable()) {
      return reject(spec, Rejection.MUST_NOT_PROMOTE, "its priority is 0");
    }
    boolean answers =
        situation.facts().isNodeAlive(spec.member(), situation) && facts.isResponsive(situation);
    if (!answers) {
      return reject(spec, Rejection.UNREACHABLE, "it does not answer");
    }
    return facts.report().filter(MemberReported::everSynced).isEmpty()
        ? reject(spec, Rejection.NEVER_SYNCED, "it never had a copy of the dataset")
        : Optional.empty();
  }

  /** A primary that came back parked goes on itself if there is nobody else. */
  private boolean primaryMayResume() {
    MemberFacts facts = situation.member(situation.primary());
    boolean alone = situation.facts().epochMembers().size() == 1;
    return alone || (facts.isResponsive(situation) && facts.replicaSince().isPresent());
  }

  private Optional<Obstacle> lossOverBudget(List<MemberSpec> alive) {
    Optional<Offset> primaryOffset = situation.member(situation.primary()).offsetAsPrimary();
    Optional<Offset> best =
        alive.stream()
            .flatMap(spec -> situation.member(spec.member()).lastOffset().stream())
            .max(Offset::compareTo);
    if (primaryOffset.isEmpty() || best.isEmpty()) {
      return Optional.empty();
    }
    long lossBytes = best.get().bytesBehind(primaryOffset.get());
    long budgetBytes = situation.highAvailability().maxLossBytes();
    return lossBytes > budgetBytes && everyReportIsExact(alive)
        ? Optional.of(Obstacle.lossOverBudget(lossBytes, budgetBytes, List.copyOf(rejected)))
        : Optional.empty();
  }

  /** Older reports understate a replica that was catching up: the election will know exactly. */
  private boolean everyReportIsExact(List<MemberSpec> alive) {
    Moment settled = suspectSince.plus(REPORTS_SETTLE);
    return alive.stream().allMatch(s -> situation.member(s.member()).reportedAfter(settled));
  }

  private Optional<Obstacle> refuse(BlockReason reason, String explanation) {
    return Optional.of(new Obstacle(reason, explanation, List.copyOf(rejected)));
  }

  private static Optional<RejectedCandidate> reject(
      MemberSpec spec, Rejection reason, String detail) {
    return Optional.of(new RejectedCandidate(spec.member(), reason, detail));
  }
}
