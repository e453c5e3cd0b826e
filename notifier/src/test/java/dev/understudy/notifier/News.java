package dev.understudy.notifier;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.Notification;
import java.time.Instant;
import java.util.List;

/**
 * What an instance's journal makes of decisions.
 *
 * @param at when they were made
 */
public record News(Decisions decisions, Instant at) {

  public static News of(String instance) {
    return new News(new Decisions(instance), Decisions.SUSPECTED.plusMillis(95));
  }

  public Notification started() {
    return last(decisions.crashed(2));
  }

  public Notification completed() {
    return last(
        decisions.crashed(2), decisions.elected(2), decisions.closed(2, EpochOutcome.COMPLETED));
  }

  public Notification failed() {
    return last(decisions.crashed(2), decisions.closed(2, EpochOutcome.FAILED));
  }

  public Notification resumed() {
    return last(
        decisions.switchover(2), decisions.closed(2, Cause.SWITCHOVER, EpochOutcome.RESUMED));
  }

  public Notification blocked() {
    return last(decisions.blocked(1, BlockReason.NO_HEALTHY_REPLICA));
  }

  private Notification last(Decision... after) {
    InstanceJournal journal = new InstanceJournal();
    journal.read(0, decisions.created(), at);
    List<Decision> all = List.of(after);
    for (int i = 0; i < all.size() - 1; i++) {
      journal.read(i + 1L, all.get(i), at);
    }
    return journal.read(all.size(), all.get(all.size() - 1), at).orElseThrow();
  }
}
