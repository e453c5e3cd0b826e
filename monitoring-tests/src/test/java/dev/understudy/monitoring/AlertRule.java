package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One alert of {@code prometheus/rules}.
 *
 * @param file the name of the file that it is in
 */
record AlertRule(
    String file,
    String name,
    String expression,
    String severity,
    String summary,
    String description,
    String runbook) {

  static List<AlertRule> all() {
    List<AlertRule> all = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode group : Checkout.yaml(file).path("groups")) {
        group.path("rules").forEach(rule -> all.add(of(file, rule)));
      }
    }
    return all;
  }

  static List<Path> files() {
    return Checkout.files(Checkout.PROMETHEUS.resolve("rules"), ".yml");
  }

  private static AlertRule of(Path file, JsonNode rule) {
    JsonNode annotations = rule.path("annotations");
    return new AlertRule(
        file.getFileName().toString(),
        rule.path("alert").asText(),
        rule.path("expr").asText(),
        rule.path("labels").path("severity").asText(),
        annotations.path("summary").asText(),
        annotations.path("description").asText(),
        annotations.path("runbook_url").asText());
  }

  @Override
  public String toString() {
    return name;
  }
}
