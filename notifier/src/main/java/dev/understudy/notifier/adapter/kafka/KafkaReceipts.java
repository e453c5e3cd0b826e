package dev.understudy.notifier.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventReader;
import dev.understudy.bus.tracing.EventIdentity;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.application.Receipts;
import dev.understudy.notifier.domain.Notification;
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
    return bus.publish(receipt, decision(notification));
  }

  /** The decision that the notification tells. */
  private static EventIdentity decision(Notification told) {
    return switch (told.kind()) {
      case FAILOVER_STARTED -> decision(told, EpochOpened.class);
      case FAILOVER_COMPLETED, FAILOVER_FAILED -> decision(told, EpochClosed.class);
      case FAILOVER_BLOCKED ->
          decision(told, FailoverBlocked.class).about(told.facts().blockReason());
    };
  }

  private static EventIdentity decision(Notification told, Class<? extends Event> kind) {
    return EventIdentity.of(told.instance(), told.epoch(), kind);
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
