package dev.understudy.systemtests;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.events.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An instance's decisions that count, in their order, by the rule that all services read them by.
 */
record DecisionLog(List<Decision> counting) {

  static DecisionLog of(InstanceId instance, Collection<? extends Seen<?>> events) {
    DecisionLedger ledger = new DecisionLedger();
    List<Decision> counting = new ArrayList<>();
    events.stream()
        .filter(seen -> seen.event() instanceof Decision)
        .filter(seen -> ManagedRedis.isOf(instance, seen.event()))
        .sorted(Comparator.comparingLong(Seen::offset))
        .forEach(
            seen -> {
              Decision decision = (Decision) seen.event();
              if (ledger.read(seen.offset(), decision) == Verdict.COUNTS) {
                counting.add(decision);
              }
            });
    return new DecisionLog(List.copyOf(counting));
  }

  /** All of a kind in an epoch. */
  <T extends Decision> List<T> all(Class<T> kind, Epoch epoch) {
    return counting.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(decision -> decision.epoch().equals(epoch))
        .toList();
  }

  /** The epochs, in their order. */
  List<EpochOpened> epochs() {
    return counting.stream()
        .filter(EpochOpened.class::isInstance)
        .map(EpochOpened.class::cast)
        .toList();
  }
}
