package dev.understudy.notifier.adapter.metrics;

import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.notifier.application.DeliveryMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * {@code understudy_notifications_total{channel, outcome}}, {@code
 * understudy_notifications_pending{channel}}, {@code
 * understudy_notification_channel_disabled{channel}} and {@code
 * understudy_notification_attempt_seconds{channel}}.
 */
@Singleton
public class MicrometerDeliveryMetrics implements DeliveryMetrics {

  private static final String CHANNEL = "channel";

  private final MeterRegistry meters;

  MicrometerDeliveryMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Shows every series at zero from the start, so that the first failure is seen as a rise. */
  @Override
  public void watch(String channel, IntSupplier pending, BooleanSupplier disabled) {
    Gauge.builder("understudy.notifications.pending", pending::getAsInt)
        .description("Notifications that wait or are on their way")
        .tag(CHANNEL, channel)
        .strongReference(true)
        .register(meters);
    Gauge.builder("understudy.notification.channel.disabled", () -> disabled.getAsBoolean() ? 1 : 0)
        .description("1: its receiver answered that it wants no more (410), until a restart")
        .tag(CHANNEL, channel)
        .strongReference(true)
        .register(meters);
    for (DeliveryOutcome outcome : DeliveryOutcome.values()) {
      counter(channel, outcome);
    }
  }

  @Override
  public void attempted(String channel, DeliveryOutcome outcome, int notifications, Duration took) {
    counter(channel, outcome).increment(notifications);
    meters.timer("understudy.notification.attempt", CHANNEL, channel).record(took);
  }

  private Counter counter(String channel, DeliveryOutcome outcome) {
    return Counter.builder("understudy.notifications")
        .description("Attempts to deliver a notification")
        .tag(CHANNEL, channel)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
