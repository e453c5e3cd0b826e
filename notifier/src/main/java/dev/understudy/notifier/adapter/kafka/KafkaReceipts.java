package dev.understudy.notifier.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventReader;
import dev.understudy.bus.tracing.EventIdentity;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.application.Receipts;
import dev.understudy.notifier.domain.FailoverFacts;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.NotificationKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Receipts on {@code understudy.notifications}, dead letters beside it. */
@Singleton
public class KafkaReceipts implements Receipts {

  private final EventBus bus;
  private final EventReader deadLetters;

  KafkaReceipts(EventBus bus, EventReader deadLetters) {
    this.bus = bus;
    this.deadLetters = deadLetters;
  }

  @Override
  public Uni<Void> write(Notification notification, NotificationAttempted receipt) {
    // An alert is no step of a failover.
    return notification
        .facts()
        .map(
            failover -> bus.publish(receipt, decision(notification, failover)),
            alert -> bus.publish(receipt));
  }

  /** The decision that the notification tells. */
  private static EventIdentity decision(Notification told, FailoverFacts facts) {
    if (told.kind() == NotificationKind.FAILOVER_STARTED) {
      return EventIdentity.of(told.instance(), facts.epoch(), EpochOpened.class);
    } else if (told.kind() == NotificationKind.FAILOVER_BLOCKED) {
      return EventIdentity.of(told.instance(), facts.epoch(), FailoverBlocked.class)
          .about(facts.blockReason());
    }
    return EventIdentity.of(told.instance(), facts.epoch(), EpochClosed.class);
  }

  @Override
  public Uni<Void> bury(Notification notification, NotificationAttempted lastReceipt) {
    String reason =
        String.format(
            "given up over %s after attempt %d: %s",
            lastReceipt.channel(), lastReceipt.attempt(), lastReceipt.detail());
    return deadLetters.bury(
        UndeliveredNotification.of(notification, lastReceipt.channel()), reason);
  }
}
