package dev.understudy.notifier.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventReader;
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
  public Uni<Void> write(NotificationAttempted receipt) {
    return bus.publish(receipt);
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
