package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.time.Instant;

/**
 * One piece of news about an instance.
 *
 * @param happenedAt when it was decided, on the orchestrator's clock
 * @param facts for machines
 * @param letter for people
 */
public record Notification(
    NotificationId id,
    NotificationKind kind,
    InstanceId instance,
    Epoch epoch,
    Instant happenedAt,
    Facts facts,
    Letter letter) {

  public Severity severity() {
    return kind.severity();
  }

  /**
   * What receivers that keep incidents know this one by: all news of an instance's failovers, over
   * epochs, is about one incident, so that the failover that works ends what the failed one began.
   */
  public String incident() {
    return "understudy/failover/" + instance;
  }

  /** Whether nothing is amiss any more: there is a new primary, or the old one goes on. */
  public boolean endsIncident() {
    return kind == NotificationKind.FAILOVER_COMPLETED || facts.outcome() == EpochOutcome.RESUMED;
  }
}
