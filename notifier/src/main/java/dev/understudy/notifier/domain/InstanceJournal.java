package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * One instance's decision log as news. A decision that doesn't count ({@link DecisionLedger}) is
 * none, so each (epoch, kind, reason) is told once whatever the log repeats. The creation of an
 * instance is no failover.
 *
 * <p>Not safe for use by several threads.
 */
public final class InstanceJournal {

  private final DecisionLedger ledger = new DecisionLedger();

  /**
   * Reads the next record of the log.
   *
   * @param offset its position in the log's partition
   * @param decidedAt its time on its writer's clock
   * @return the news in it, if there is any
   */
  public Optional<Notification> read(long offset, Decision decision, Instant decidedAt) {
    if (ledger.read(offset, decision) != Verdict.COUNTS) {
      return Optional.empty();
    }
    if (decision instanceof EpochOpened opened) {
      return opened.cause() == Cause.INSTANCE_CREATED
          ? Optional.empty()
          : news(
              NotificationKind.FAILOVER_STARTED, opened, "", FailoverFacts.of(opened), decidedAt);
    }
    if (decision instanceof EpochClosed closed) {
      return closed.cause() == Cause.INSTANCE_CREATED
          ? Optional.empty()
          : news(kindOf(closed.outcome()), closed, "", FailoverFacts.of(closed, ledger), decidedAt);
    }
    if (decision instanceof FailoverBlocked blocked) {
      FailoverFacts facts = FailoverFacts.of(blocked, ledger);
      String reason = blocked.reason().name();
      return news(NotificationKind.FAILOVER_BLOCKED, blocked, reason, facts, decidedAt);
    }
    return Optional.empty();
  }

  /** There is a new primary, or the old one goes on. */
  private static boolean ends(NotificationKind kind, FailoverFacts facts) {
    return kind == NotificationKind.FAILOVER_COMPLETED || facts.outcome() == EpochOutcome.RESUMED;
  }

  private static NotificationKind kindOf(EpochOutcome outcome) {
    return outcome == EpochOutcome.COMPLETED
        ? NotificationKind.FAILOVER_COMPLETED
        : NotificationKind.FAILOVER_FAILED;
  }

  private static Optional<Notification> news(
      NotificationKind kind,
      Decision decision,
      String reason,
      FailoverFacts facts,
      Instant decidedAt) {
    return Optional.of(
        new Notification(
            NotificationId.of(kind, decision, reason, decidedAt),
            kind,
            kind.severity(),
            decision.instance(),
            decidedAt,
            Incident.ofFailover(decision.instance(), ends(kind, facts)),
            facts,
            new FailoverLetterWriter(decision.instance(), facts).write(kind)));
  }
}
