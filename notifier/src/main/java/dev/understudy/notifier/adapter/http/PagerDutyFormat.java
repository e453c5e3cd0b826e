package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An event for PagerDuty's <a
 * href="https://developer.pagerduty.com/docs/events-api-v2-overview">Events API v2</a>. News that
 * ends an incident resolves what earlier news of the same incident triggered, by the same {@code
 * dedup_key}. PagerDuty ignores a resolution of what was never triggered.
 */
public final class PagerDutyFormat implements MessageFormat {

  private static final int MAX_SUMMARY = 1024;

  private final String routingKey;

  /**
   * @param routingKey of the integration; a secret
   */
  public PagerDutyFormat(String routingKey) {
    this.routingKey = routingKey;
  }

  /**
   * @param payload null in a resolution
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Event(
      @JsonProperty("routing_key") String routingKey,
      @JsonProperty("event_action") String eventAction,
      @JsonProperty("dedup_key") String dedupKey,
      String client,
      Payload payload) {

    /** Without the key. */
    @Override
    public String toString() {
      return eventAction + " " + dedupKey;
    }
  }

  /**
   * @param source what is affected
   * @param eventClass kind of event
   */
  record Payload(
      String summary,
      String source,
      String severity,
      Instant timestamp,
      String component,
      String group,
      @JsonProperty("class") String eventClass,
      @JsonProperty("custom_details") Map<String, Object> details) {}

  @Override
  public boolean keepsIncidents() {
    return true;
  }

  @Override
  public Object body(Batch batch) {
    Notification told = batch.first();
    return told.incident().ended()
        ? event("resolve", told, null)
        : event("trigger", told, payload(told));
  }

  private Event event(String action, Notification told, Payload payload) {
    return new Event(routingKey, action, told.incident().key(), "Understudy", payload);
  }

  private static Payload payload(Notification told) {
    return new Payload(
        Excerpt.of(told.letter().subject(), MAX_SUMMARY),
        told.instance().value(),
        told.severity().name().toLowerCase(Locale.ROOT),
        told.happenedAt(),
        "redis",
        told.instance().value(),
        told.kind().eventType(),
        details(told));
  }

  /** In the order in which PagerDuty shows them. */
  private static Map<String, Object> details(Notification told) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("headline", told.letter().headline());
    details.put("why", told.letter().why());
    details.put("cost", told.letter().cost());
    details.put("next", told.letter().next());
    told.facts().marks().forEach(mark -> details.put(mark.name(), mark.value()));
    details.put("notification", told.id().value());
    return details;
  }
}
