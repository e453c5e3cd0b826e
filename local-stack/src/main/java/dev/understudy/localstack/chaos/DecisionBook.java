package dev.understudy.localstack.chaos;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.chaos.history.LossReport;
import dev.understudy.localstack.chaos.history.Reign;
import dev.understudy.localstack.demo.Moment;
import dev.understudy.localstack.events.EventTail;
import dev.understudy.localstack.events.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An instance's decision log, written down as it grows. Safe for use by several threads. */
final class DecisionBook {

  private final InstanceId instance;
  private final NavigableMap<Long, Seen<?>> records = new TreeMap<>();

  private DecisionBook(InstanceId instance) {
    this.instance = instance;
  }

  /** To be opened before the instance is made. */
  static DecisionBook open(EventTail events, InstanceId instance) {
    DecisionBook book = new DecisionBook(instance);
    events.listen(book::hear);
    return book;
  }

  private synchronized void hear(Seen<?> seen) {
    if (seen.event() instanceof Decision decision
        && !(decision instanceof LeaseRenewed)
        && decision.instance().equals(instance)) {
      records.put(seen.offset(), seen);
    }
  }

  /** Those that count, by the rule that all services read them by. */
  private synchronized List<Seen<?>> counting() {
    DecisionLedger ledger = new DecisionLedger();
    List<Seen<?>> counting = new ArrayList<>();
    records.forEach(
        (offset, seen) -> {
          if (ledger.read(offset, (Decision) seen.event()) == Verdict.COUNTS) {
            counting.add(seen);
          }
        });
    return counting;
  }

  /** All of a kind that count. */
  <T extends Decision> List<T> all(Class<T> kind) {
    return counting().stream().map(Seen::event).filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Who was elected when.
   *
   * @param moment one on both clocks
   */
  List<Reign> reigns(Moment moment) {
    List<Reign> reigns = new ArrayList<>();
    for (Seen<?> seen : counting()) {
      if (seen.event() instanceof PrimaryElected elected) {
        long nanos = moment.nanosOf(seen.happenedAt());
        reigns.add(new Reign(elected.epoch().value(), elected.address().host(), nanos));
      }
    }
    return reigns;
  }

  /** What the closed epochs say that they cost; an instance's first one costs nothing. */
  List<LossReport> losses() {
    return all(EpochClosed.class).stream()
        .filter(closed -> closed.cause() != Cause.INSTANCE_CREATED)
        .map(closed -> new LossReport(closed.epoch().value(), closed.measuredLossBytes()))
        .toList();
  }
}
