package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;

/** Where deliveries are written down. Safe for use by several threads. */
public interface Receipts {

  /** Writes the receipt of one attempt to tell a notification. */
  Uni<Void> write(Notification notification, NotificationAttempted receipt);

  /**
   * Puts a notification into the dead letters.
   *
   * @param lastReceipt of the attempt after which it was given up; its detail is the reason
   */
  Uni<Void> bury(Notification notification, NotificationAttempted lastReceipt);
}
