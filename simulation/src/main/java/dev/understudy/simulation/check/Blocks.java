package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.simulation.redis.Engine;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether the reason why nobody is made primary is true, as seen by who sees everything. All faults
 * are over when this is asked, so what would be a reason while they last is none.
 */
final class Blocks {

  private final Chronicle chronicle;
  private final Truth truth;
  private final Function<MemberId, Engine> engines;

  /**
   * @param engines the process of a member; null: it has none
   */
  Blocks(Chronicle chronicle, Truth truth, Function<MemberId, Engine> engines) {
    this.chronicle = chronicle;
    this.truth = truth;
    this.engines = engines;
  }

  /**
   * @throws Violation if the reason isn't true
   */
  void requireTrue(FailoverBlocked blocked) {
    boolean isTrue =
        switch (blocked.reason()) {
          case AUTO_FAILOVER_OFF -> !settings().autoFailover();
          case COOLDOWN -> isCoolingDown();
          case LAG_OVER_BUDGET -> everybodyLacksTooMuch();
          case TOO_FEW_REPLICAS_JOINED -> tooFewHaveAll();
          case NO_HEALTHY_REPLICA -> candidates().findAny().isEmpty();
          case OLD_PRIMARY_NOT_FENCED ->
              Optional.ofNullable(engines.apply(former())).filter(Engine::takesWrites).isPresent();
          // Every vantage is back, and nothing stands between them and the members.
          case QUORUM_NOT_REACHED -> false;
        };
    if (!isTrue) {
      throw new Violation(
          Invariant.GETS_WELL,
          "epoch %s is blocked for a reason that isn't true, %s: %s"
              .formatted(blocked.epoch(), blocked.reason(), blocked.explanation()));
    }
  }

  private HighAvailability settings() {
    return chronicle.spec().highAvailability();
  }

  /** Whom nobody could replace; null: there never was one. */
  private MemberId former() {
    return chronicle
        .ledger()
        .elected()
        .map(PrimaryElected::member)
        .orElse(chronicle.ledger().opened().orElseThrow().deposed());
  }

  private boolean isCoolingDown() {
    Chronicle.Chapter last = chronicle.chapters().lastEntry().getValue();
    Cause cause = last.opened().cause();
    boolean automatic =
        cause != Cause.INSTANCE_CREATED && cause != Cause.SWITCHOVER && cause != Cause.FORCED;
    long untilNanos = last.closedNanos() + settings().cooldown().toNanos() + Changes.SKEW_NANOS;
    return automatic
        && !last.acknowledged()
        && last.closedNanos() >= 0
        && chronicle.nowNanos() < untilNanos;
  }

  /**
   * Whoever could take the former primary's place: it runs, has data, and that is a part of what
   * the last primary had. What went another way can be elected by force only.
   */
  private Stream<Engine> candidates() {
    return fit(chronicle.spec().memberIds().stream().filter(each -> !each.equals(former())));
  }

  /**
   * Who was elected and didn't confirm is not elected again by itself; nor is it known of a member
   * whose host has lost power whose data it has.
   */
  private Stream<Engine> fit(Stream<MemberId> members) {
    List<MemberId> excluded = chronicle.ledger().opened().orElseThrow().excluded();
    return members
        .filter(member -> !excluded.contains(member) && !truth.isForgetful(member))
        .map(engines)
        .filter(engine -> engine != null && engine.isRunning() && !engine.isLoading())
        .filter(engine -> engine.data().writes() > 0 && truth.isPart(engine.data()));
  }

  /** In an open epoch the former primary goes on itself, if it is back with what it had. */
  private boolean everybodyLacksTooMuch() {
    boolean open = chronicle.ledger().elected().isEmpty();
    Stream<Engine> all = open ? fit(chronicle.spec().memberIds().stream()) : candidates();
    long budgetBytes = settings().maxLossBytes();
    return all.allMatch(each -> truth.missingBytes(each.data()) > budgetBytes);
  }

  /** Fewer than N − k + 1 have all that they ever acknowledged; who has left counts among the N. */
  private boolean tooFewHaveAll() {
    Set<MemberId> replicas = new HashSet<>(chronicle.everMembers());
    replicas.addAll(chronicle.ledger().members());
    replicas.remove(former());
    long whole =
        candidates()
            .filter(truth::isIntact)
            .filter(each -> replicas.contains(each.member()))
            .count();
    return replicas.size() - whole >= settings().synchronousReplicas();
  }
}
