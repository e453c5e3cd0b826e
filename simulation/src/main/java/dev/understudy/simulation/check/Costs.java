package dev.understudy.simulation.check;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberRole;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Compares what the end of a change of primary says that it cost with what the bus had: how far the
 * old primary's node had said that it was, and when probers saw whom answer as a primary.
 */
final class Costs {

  /** Who reads the bus may be so far behind; older observations are dropped as stale. */
  private static final long BEHIND_NANOS = 6_000_000_000L;

  /** A clock that drifts measures a length of time wrong by less than this part of it. */
  private static final int DRIFT_DIVISOR = 5;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Chronicle chronicle;
  private final LongSupplier nowNanos;
  private final Map<MemberId, Long> lastSeen = new HashMap<>();
  private final Map<MemberId, Long> firstSeen = new HashMap<>();
  private boolean whole = true;
  private long lastSeenBefore;

  Costs(Chronicle chronicle, LongSupplier nowNanos) {
    this.chronicle = chronicle;
    this.nowNanos = nowNanos;
  }

  /** An event was appended to the bus. */
  void appended(Event event) {
    if (event instanceof InstanceObserved observed) {
      observed.members().forEach(this::seen);
    }
  }

  private void seen(MemberObservation member) {
    boolean leads =
        member.role() == MemberRole.PRIMARY
            && (member.outcome() == Outcome.OK || member.outcome() == Outcome.WRONG_ROLE);
    if (leads) {
      long at = nowNanos.getAsLong() - member.silentMillis() * NANOS_PER_MILLI;
      lastSeen.merge(member.member(), at, Math::max);
      firstSeen.merge(member.member(), at, Math::min);
    }
  }

  /**
   * A decision counts.
   *
   * @throws Violation if it says that less was lost, or for a shorter time, than was to be seen
   */
  void decided(Decision decision) {
    if (decision instanceof EpochOpened opened) {
      var before = chronicle.chapters().lowerEntry(opened.epoch());
      // What was not closed is counted in with the next: only its parts are known here.
      whole = before == null || before.getValue().closedNanos() >= 0;
      lastSeenBefore = lastSeen.getOrDefault(opened.deposed(), -1L);
      firstSeen.clear();
    } else if (decision instanceof EpochClosed closed) {
      requireLoss(closed);
      requireOutage(closed);
    }
  }

  private void requireLoss(EpochClosed closed) {
    Chronicle.Chapter old = chronicle.chapters().get(Epoch.of(closed.epoch().value() - 1));
    Chronicle.Chapter own = chronicle.chapters().get(closed.epoch());
    boolean comparable =
        closed.measuredLossBytes() != null
            && old != null
            && old.elected() != null
            && own.elected() != null
            && old.elected().member().equals(own.opened().deposed())
            && !old.elected().member().equals(own.elected().member())
            && nowNanos.getAsLong() - old.knownNanos() > BEHIND_NANOS;
    if (!comparable) {
      return;
    }
    long known = own.elected().offset().bytesBehind(old.knownOffset());
    if (closed.measuredLossBytes() < known) {
      throw new Violation(
          Invariant.HONEST_LEDGER,
          "epoch %s says that %d bytes were lost; its primary was elected at %s, the old one had told %s"
              .formatted(
                  closed.epoch(),
                  closed.measuredLossBytes(),
                  own.elected().offset(),
                  old.knownOffset()));
    }
  }

  private void requireOutage(EpochClosed closed) {
    Long first = firstSeen.get(closed.primary());
    boolean comparable =
        whole
            && closed.measuredOutageMillis() != null
            && !closed.primary().equals(closed.deposed())
            && first != null
            && lastSeenBefore >= 0;
    if (!comparable) {
      return;
    }
    long last = Math.max(lastSeenBefore, lastSeen.getOrDefault(closed.deposed(), -1L));
    long least = first - last - (first - last) / DRIFT_DIVISOR - BEHIND_NANOS;
    if (closed.measuredOutageMillis() * NANOS_PER_MILLI < least) {
      throw new Violation(
          Invariant.HONEST_LEDGER,
          "epoch %s says that no primary was seen for %d ms; it was at least %d ms"
              .formatted(
                  closed.epoch(), closed.measuredOutageMillis(), (first - last) / NANOS_PER_MILLI));
    }
  }
}
