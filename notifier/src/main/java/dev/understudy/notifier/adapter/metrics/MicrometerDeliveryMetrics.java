package dev.understudy.notifier.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.NotifierMetrics;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.notifier.application.DeliveryMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What {@link NotifierMetrics} declares. */
@Singleton
public class MicrometerDeliveryMetrics implements DeliveryMetrics {

  private final MeterRegistry meters;

  MicrometerDeliveryMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Shows every series at zero from the start, so that the first failure is seen as a rise. */
  @Override
  public void watch(String channel, IntSupplier pending, BooleanSupplier disabled) {
    NotifierMetrics.PENDING.gauge(meters, pending, IntSupplier::getAsInt, channel);
    NotifierMetrics.CHANNEL_DISABLED.gauge(
        meters, disabled, off -> off.getAsBoolean() ? 1 : 0, channel);
    for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
      counter(channel, outcome);
    }
  }

  @Override
  public void attempted(String channel, DeliveryOutcome outcome, int notifications, Duration took) {
    counter(channel, outcome).increment(notifications);
    NotifierMetrics.ATTEMPT_DURATION.timer(meters, channel).record(took);
  }

  private Counter counter(String channel, DeliveryOutcome outcome) {
    return NotifierMetrics.NOTIFICATIONS.counter(meters, channel, Catalogue.labelValue(outcome));
  }
}
