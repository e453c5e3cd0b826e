package dev.understudy.notifier.application;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What every delivery needs.
 *
 * @param nanoTicker monotonic nanoseconds
 * @param random from 0 to 1, for the jitter of pauses
 */
public record DeliveryContext(
    RetryPlan plan,
    Receipts receipts,
    DeliveryMetrics metrics,
    LongSupplier nanoTicker,
    DoubleSupplier random) {

  long now() {
    return nanoTicker.getAsLong();
  }
}
