package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.monitoring.Dashboard.Panel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Queries that rightly find nothing while all is well, and why. */
final class ExpectedEmpty {

  static final Path FILE = Path.of("src", "test", "resources", "expected-empty.yml");

  private final JsonNode lists =
      Checkout.yaml(Checkout.HOME.resolve("monitoring-tests").resolve(FILE));

  /** Entries about queries of panels. */
  JsonNode panels() {
    return lists.path("panels");
  }

  /** Entries about whole expressions of alerts. */
  JsonNode alerts() {
    return lists.path("alerts");
  }

  /** Entries about selectors inside expressions of alerts. */
  JsonNode selectors() {
    return lists.path("selectors");
  }

  /** Why this query of this panel may find nothing; empty if it may not. */
  Optional<String> reason(Panel panel, String expression) {
    return reason(panels(), entry -> concerns(entry, panel, expression));
  }

  /** Why this alert's expression may find nothing; empty if it may not. */
  Optional<String> reason(AlertRule alert) {
    return reason(alerts(), entry -> concerns(entry, alert));
  }

  /** Why this selector may find nothing; empty if it may not. */
  Optional<String> reason(String selector) {
    return reason(selectors(), entry -> concerns(entry, selector));
  }

  private static Optional<String> reason(JsonNode entries, Predicate<JsonNode> concerned) {
    for (JsonNode entry : entries) {
      if (concerned.test(entry)) {
        return Optional.of(entry.path("reason").asText());
      }
    }
    return Optional.empty();
  }

  static boolean concerns(JsonNode entry, Panel panel, String expression) {
    return entry.path("dashboard").asText().equals(panel.dashboard())
        && entry.path("panel").asText().equals(panel.title())
        && expression.contains(entry.path("metric").asText());
  }

  static boolean concerns(JsonNode entry, AlertRule alert) {
    return entry.path("alert").asText().equals(alert.name());
  }

  static boolean concerns(JsonNode entry, String selector) {
    return entry.path("selector").asText().equals(selector);
  }
}
