package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.DeliveryOutcome;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What operators graph. Safe for use by several threads. */
public interface DeliveryMetrics {

  /**
   * Shows a channel from the start.
   *
   * @param pending how many notifications wait or are being sent
   * @param disabled whether its receiver wants no more
   */
  void watch(String channel, IntSupplier pending, BooleanSupplier disabled);

  /**
   * @param notifications in the message that was tried
   */
  void attempted(String channel, DeliveryOutcome outcome, int notifications, Duration took);
}
