package dev.understudy.simulation.check;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberPromoted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Whether who was elected confirmed in time, by what its node has told the bus. */
final class Confirmations {

  /**
   * Well within the time that it has (2 s), whatever an orchestrator's clocks make of it: wall
   * clocks differ by 0.8 s at most, and its own runs at most 1.4 times too fast.
   */
  private static final long IN_TIME_NANOS = 500_000_000;

  private final Chronicle chronicle;
  private final ToLongFunction<String> completeSinceNanos;
  private final Map<Epoch, Long> electedNanos = new HashMap<>();
  private final Map<Epoch, Long> confirmedNanos = new HashMap<>();
  private final Set<Epoch> ended = new HashSet<>();

  private Confirmations(Chronicle chronicle, ToLongFunction<String> completeSinceNanos) {
    this.chronicle = chronicle;
    this.completeSinceNanos = completeSinceNanos;
  }

  /**
   * Looks at everything that is appended from now on; throws a {@link Violation} to who appends.
   *
   * @param completeSinceNanos since when a process has missed nothing: who begins to read when it
   *     was told can't know of it
   */
  static void watch(Chronicle chronicle, ToLongFunction<String> completeSinceNanos) {
    Confirmations confirmations = new Confirmations(chronicle, completeSinceNanos);
    chronicle.watch(confirmations::decided);
    chronicle.listen(confirmations::said);
  }

  private void said(MemberEvent word) {
    if (word instanceof MemberPromoted promoted) {
      confirmedNanos.putIfAbsent(promoted.epoch(), chronicle.nowNanos());
    } else if (word instanceof MemberExited exited) {
      boolean elected =
          chronicle.ledger().elected().filter(e -> e.member().equals(exited.member())).isPresent();
      if (elected) {
        ended.add(chronicle.ledger().epoch());
      }
    }
  }

  private void decided(Decision decision) {
    if (decision instanceof PrimaryElected elected) {
      electedNanos.put(elected.epoch(), chronicle.nowNanos());
    } else if (decision instanceof EpochOpened opened
        && opened.cause() == Cause.PROMOTION_UNCONFIRMED) {
      requireUnconfirmed(opened);
    }
  }

  private void requireUnconfirmed(EpochOpened opened) {
    Epoch before = chronicle.chapters().lowerKey(opened.epoch());
    Long confirmed = confirmedNanos.get(before);
    if (confirmed == null
        || ended.contains(before)
        || completeSinceNanos.applyAsLong(opened.openedBy()) >= confirmed) {
      return;
    }
    long tookNanos = confirmed - electedNanos.get(before);
    if (tookNanos <= IN_TIME_NANOS) {
      throw new Violation(
          Invariant.NO_NEEDLESS_FAILOVER,
          "%s is replaced as if it had not confirmed, and told the bus of its promotion in epoch %s %d ms after its election"
              .formatted(opened.deposed(), before, tookNanos / 1_000_000));
    }
  }
}
