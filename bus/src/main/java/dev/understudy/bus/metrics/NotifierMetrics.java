package dev.understudy.bus.metrics;

/** What the notifier exports. */
public final class NotifierMetrics {

  static final Catalogue CATALOGUE =
      new Catalogue("notifier", "`outcome` is `delivered`, `will_retry` or `gave_up`.");

  private static final String CHANNEL = "channel";

  public static final Metric NOTIFICATIONS =
      CATALOGUE.counter(
          "understudy_notifications_total",
          Unit.COUNT,
          "Attempts to deliver a notification",
          CHANNEL,
          "outcome");

  public static final Metric PENDING =
      CATALOGUE.gauge(
          "understudy_notifications_pending", Unit.COUNT, "Deliveries that wait or run", CHANNEL);

  public static final Metric CHANNEL_DISABLED =
      CATALOGUE.gauge(
          "understudy_notification_channel_disabled",
          Unit.COUNT,
          "1: its receiver answered that it wants no more (410), until a restart",
          CHANNEL);

  public static final Metric ATTEMPT_DURATION =
      CATALOGUE.timer(
          "understudy_notification_attempt_seconds", "How long an attempt took", CHANNEL);

  private NotifierMetrics() {}
}
