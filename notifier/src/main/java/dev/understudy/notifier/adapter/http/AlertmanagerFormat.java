package dev.understudy.notifier.adapter.http;

import dev.understudy.notifier.domain.AlertFacts;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Incident.Opening;
import dev.understudy.notifier.domain.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Alerts for Prometheus Alertmanager's <a
 * href="https://prometheus.io/docs/alerting/latest/alerts_api/">API v2</a>, {@code POST
 * /api/v2/alerts}. An alert is known by its labels; news that ends an incident posts all alerts of
 * that incident again with the end, and an alert that becomes more or less severe, which makes it
 * another one to Alertmanager, ends the one before. Alertmanager sends nothing about an end of what
 * it never sent.
 *
 * <p>Alertmanager expects alerts to be repeated; news isn't, so each carries an end of its own that
 * counts if no better news comes.
 */
public final class AlertmanagerFormat implements MessageFormat {

  private static final String ALERT_NAME = "alertname";
  private static final String NAME_PREFIX = "Understudy";
  private static final Map<String, String> FAILOVER = Map.of(ALERT_NAME, NAME_PREFIX + "Failover");

  /** A path in this project, as in the rules for Prometheus. */
  private static final String RUNBOOK = "runbook_url";

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
    List<Alert> alerts = new ArrayList<>();
    told.incident().closes().forEach(opening -> alerts.add(alert(told, opening, now)));
    if (!told.incident().ended()) {
      alerts.add(alert(told, new Opening(told.kind(), told.severity()), now.plus(lifetime)));
    }
    return alerts;
  }

  private Alert alert(Notification told, Opening opening, Instant endsAt) {
    return new Alert(labels(told, opening), annotations(told), told.happenedAt(), endsAt);
  }

  private Map<String, String> labels(Notification told, Opening opening) {
    Map<String, String> labels = new TreeMap<>(extraLabels);
    labels.put("source", "understudy-notifier");
    labels.put("instance_id", told.instance().value());
    labels.put("event", opening.kind().eventType());
    labels.put("severity", opening.severity().name().toLowerCase(Locale.ROOT));
    labels.putAll(told.facts().map(failover -> FAILOVER, AlertmanagerFormat::subject));
    return labels;
  }

  /**
   * {@code REPLICATION_LAG} of a member: {@code UnderstudyReplicationLag}. The same key, in labels.
   */
  private static Map<String, String> subject(AlertFacts facts) {
    String name =
        Arrays.stream(facts.alert().name().split("_"))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining());
    Map<String, String> labels = new TreeMap<>();
    labels.put(ALERT_NAME, NAME_PREFIX + name);
    if (facts.member() != null) {
      labels.put("member", facts.member().value());
    }
    if (facts.epoch() != null) {
      labels.put("epoch", facts.epoch().toString());
    }
    return labels;
  }

  private static Map<String, String> annotations(Notification told) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", told.letter().subject());
    annotations.put("description", String.join("\n", told.letter().lines()));
    told.facts().marks().forEach(mark -> annotations.put(mark.name(), mark.value()));
    annotations.putAll(
        told.facts().map(failover -> Map.of(), alert -> Map.of(RUNBOOK, alert.runbook())));
    annotations.put("notification", told.id().value());
    return annotations;
  }
}
