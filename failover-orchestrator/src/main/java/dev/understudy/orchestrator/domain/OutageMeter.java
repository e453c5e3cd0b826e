package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Measures the outage of a change of primary as the probers saw it: from the last moment at which
 * any vantage saw the old primary answer as a primary to the first at which any saw the new one do
 * so. A figure for the ledger: nothing is decided by it.
 *
 * <p>The moment of an answer is when its observation arrived here, less what the prober's own clock
 * says has passed since: no clock is compared with another. So the figure is no shorter than the
 * time in which nobody answered as a primary, but for the few milliseconds that observations are on
 * their way, and longer by up to a probe interval at either end, and by the time in which nobody
 * was heard. Writes that wait, as in a switchover, are not seen: a paused primary answers.
 *
 * <p>Epochs that were not closed belong to the change that is closed after them: their outages add
 * up. Belongs to one thread.
 */
final class OutageMeter {

  private final Map<MemberId, Moment> firstSeen = new HashMap<>();
  private Duration total = Duration.ZERO;
  private boolean unknown;

  /** Who was the last to answer as the primary, or should be; null: nobody yet. */
  private MemberId leader;

  /** When it did so last; null: it wasn't seen. */
  private Moment leaderSeen;

  /** Whether it is being replaced, and its successor has not been seen. */
  private boolean running;

  private MemberId elected;
  private Moment electedAt;

  /** A decision that counts. */
  void learn(Decision decision, Moment now) {
    if (decision instanceof EpochOpened opened) {
      start(opened.deposed());
    } else if (decision instanceof PrimaryElected election) {
      elected = election.member();
      electedAt = now;
      measure();
    } else if (decision instanceof EpochClosed) {
      stop();
    }
  }

  private void start(MemberId deposed) {
    if (deposed == null) {
      reset();
      leaderSeen = null;
    }
    leader = deposed == null || leader == null ? deposed : leader;
    running = true;
    elected = null;
    firstSeen.clear();
  }

  private void stop() {
    if (running) {
      leader = elected;
      leaderSeen = null;
      running = false;
    }
    reset();
  }

  private void reset() {
    total = Duration.ZERO;
    unknown = false;
  }

  void learn(InstanceObserved observed, Moment arrived) {
    for (MemberObservation seen : observed.members()) {
      if (answersAsPrimary(seen)) {
        learn(seen.member(), arrived.minus(Duration.ofMillis(seen.silentMillis())));
      }
    }
  }

  /** A prober that hasn't read of the new primary takes its role for a wrong one. */
  private static boolean answersAsPrimary(MemberObservation seen) {
    return seen.role() == MemberRole.PRIMARY
        && (seen.outcome() == Outcome.OK || seen.outcome() == Outcome.WRONG_ROLE);
  }

  private void learn(MemberId member, Moment seenAt) {
    if (running && mayBeSuccessor(member, seenAt)) {
      firstSeen.merge(member, seenAt, (a, b) -> a.isBefore(b) ? a : b);
      measure();
    } else if (member.equals(leader)) {
      leaderSeen = leaderSeen == null || leaderSeen.isBefore(seenAt) ? seenAt : leaderSeen;
    }
  }

  /** Whoever wasn't the primary; or who was, and is elected again, from then on. */
  private boolean mayBeSuccessor(MemberId member, Moment seenAt) {
    return !member.equals(leader) || (member.equals(elected) && !seenAt.isBefore(electedAt));
  }

  private void measure() {
    Moment first = elected == null ? null : firstSeen.get(elected);
    if (!running || first == null) {
      return;
    }
    if (leaderSeen == null) {
      unknown = true;
    } else if (leaderSeen.isBefore(first)) {
      total = total.plus(first.since(leaderSeen));
    }
    leader = elected;
    leaderSeen = first;
    running = false;
  }

  /** What is known of the change that isn't closed; empty: unknown, or not over. */
  Optional<Duration> outage() {
    return running || unknown ? Optional.empty() : Optional.of(total);
  }

  /** Whether the next observation may complete the figure. */
  boolean isAwaited() {
    return running && !unknown && leaderSeen != null;
  }
}
