package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.monitoring.Dashboard.Panel;
import java.nio.file.Path;
import java.util.Optional;

/** Queries that rightly find nothing while all is well, and why. */
final class ExpectedEmpty {

  static final Path FILE = Path.of("src", "test", "resources", "expected-empty.yml");

  private final JsonNode entries =
      Checkout.yaml(Checkout.HOME.resolve("monitoring-tests").resolve(FILE));

  JsonNode entries() {
    return entries;
  }

  /** Why this query of this panel may find nothing; empty if it may not. */
  Optional<String> reason(Panel panel, String expression) {
    for (JsonNode entry : entries) {
      if (concerns(entry, panel, expression)) {
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
}
