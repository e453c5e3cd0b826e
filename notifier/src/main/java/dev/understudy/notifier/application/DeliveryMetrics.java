package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.DeliveryOutcome;
import java.time.Duration;
import java.util.function.IntSupplier;

/** What operators graph. Safe for use by several threads. */
public interface DeliveryMetrics {

  /** Shows how many deliveries of a channel wait or run. */
  void watchPending(String channel, IntSupplier pending);

  void attempted(String channel, DeliveryOutcome outcome, Duration took);
}
