package dev.understudy.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.localstack.webhook.Delivery;
import dev.understudy.localstack.webhook.WebhookSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Alertmanager has told a webhook sink; the notifier's own webhooks are left out. */
final class AlertMessages {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebhookSink sink;

  AlertMessages(WebhookSink sink) {
    this.sink = sink;
  }

  /** All that was told since the start, as {@code receiver: alert of whom}. */
  Set<String> told() {
    return new TreeSet<>(newest().keySet());
  }

  /** What was told to fire and has not been told to be over. */
  Set<String> firing() {
    Set<String> firing = new TreeSet<>();
    newest()
        .forEach(
            (alert, status) -> {
              if (status.equals("firing")) {
                firing.add(alert);
              }
            });
    return firing;
  }

  /** By alert, the status that was told last. */
  private Map<String, String> newest() {
    Map<String, String> newest = new LinkedHashMap<>();
    for (Delivery delivery : sink.deliveries()) {
      JsonNode message = read(delivery);
      if (!message.has("receiver")) {
        continue;
      }
      if (!delivery.verified()) {
        throw new AssertionError("a message came without the right token: " + delivery.body());
      }
      for (JsonNode alert : message.path("alerts")) {
        newest.put(
            message.path("receiver").asText() + ": " + name(alert), alert.path("status").asText());
      }
    }
    return newest;
  }

  /** With the label that says most about whom it concerns. */
  private static String name(JsonNode alert) {
    JsonNode labels = alert.path("labels");
    StringBuilder name = new StringBuilder(labels.path("alertname").asText());
    for (String label : new String[] {"member", "instance_id", "job"}) {
      if (labels.has(label)) {
        return name.append(" of ").append(labels.path(label).asText()).toString();
      }
    }
    return name.toString();
  }

  private static JsonNode read(Delivery delivery) {
    try {
      return JSON.readTree(delivery.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + delivery.body(), e);
    }
  }
}
