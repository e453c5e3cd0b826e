package dev.understudy.notifier.adapter.http;

import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.NotificationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts for Prometheus Alertmanager's <a
 * href="https://prometheus.io/docs/alerting/latest/alerts_api/">API v2</a>, {@code POST
 * /api/v2/alerts}. An alert is known by its labels; news that ends an incident posts all alerts of
 * that incident again with the end. Alertmanager sends nothing about an end of what it never sent.
 *
 * <p>Alertmanager expects alerts to be repeated; news isn't, so each carries an end of its own that
 * counts if no better news comes.
 */
public final class AlertmanagerFormat implements MessageFormat {

  private static final List<NotificationKind> PROBLEMS =
      List.of(
          NotificationKind.FAILOVER_STARTED,
          NotificationKind.FAILOVER_FAILED,
          NotificationKind.FAILOVER_BLOCKED);

  private final Map<String, String> extraLabels;
  private final Duration lifetime;
  private final Map<String, String> headers;

  /**
   * @param extraLabels put on every alert
   * @param lifetime after which an alert ends by itself
   * @param headers to log in with; secret
   */
  public AlertmanagerFormat(
      Map<String, String> extraLabels, Duration lifetime, Map<String, String> headers) {
    this.extraLabels = Map.copyOf(extraLabels);
    this.lifetime = lifetime;
    this.headers = Map.copyOf(headers);
  }

  record Alert(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      Instant endsAt) {}

  @Override
  public boolean keepsIncidents() {
    return true;
  }

  @Override
  public Map<String, String> headers(Batch batch, String body) {
    return headers;
  }

  @Override
  public Object body(Batch batch) {
    Notification told = batch.first();
    Instant now = told.happenedAt();
    return told.endsIncident()
        ? PROBLEMS.stream().map(kind -> alert(told, kind, now)).toList()
        : List.of(alert(told, told.kind(), now.plus(lifetime)));
  }

  private Alert alert(Notification told, NotificationKind kind, Instant endsAt) {
    return new Alert(labels(told, kind), annotations(told), told.happenedAt(), endsAt);
  }

  private Map<String, String> labels(Notification told, NotificationKind kind) {
    Map<String, String> labels = new TreeMap<>(extraLabels);
    labels.put("alertname", "UnderstudyFailover");
    labels.put("source", "understudy-notifier");
    labels.put("instance_id", told.instance().value());
    labels.put("event", kind.eventType());
    labels.put("severity", kind.severity().name().toLowerCase(Locale.ROOT));
    return labels;
  }

  private static Map<String, String> annotations(Notification told) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", told.letter().subject());
    annotations.put("description", String.join("\n", told.letter().lines()));
    annotations.put("epoch", told.epoch().toString());
    annotations.put("notification", told.id().value());
    return annotations;
  }
}
