package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a Prometheus of a test differs from this checkout's. It always scrapes and evaluates every
 * second, so that a test needs less patience.
 *
 * @param longestFor no alert waits longer than this before it fires; expressions stay as they are
 * @param alertmanager where alerts go
 */
record PrometheusPlan(Optional<Duration> longestFor, Optional<URI> alertmanager) {

  static final PrometheusPlan PLAIN = new PrometheusPlan(Optional.empty(), Optional.empty());

  static PrometheusPlan alerting(Duration longestFor, URI alertmanager) {
    return new PrometheusPlan(Optional.of(longestFor), Optional.of(alertmanager));
  }

  /** Writes configuration, rules and the target of the alerts. */
  void write(Path folder) throws IOException {
    String configuration =
        Checkout.text(Checkout.PROMETHEUS.resolve("prometheus.yml"))
            .replaceFirst("scrape_interval: 5s", "scrape_interval: 1s")
            .replaceFirst("scrape_timeout: 4s", "scrape_timeout: 1s")
            .replaceFirst("evaluation_interval: 5s", "evaluation_interval: 1s");
    Files.writeString(folder.resolve("prometheus.yml"), configuration);
    Files.createDirectories(folder.resolve("rules"));
    for (Path rules : AlertRule.files()) {
      Path copy = folder.resolve("rules").resolve(rules.getFileName());
      JsonNode file = Checkout.yaml(rules);
      longestFor.ifPresent(longest -> shorten(file, longest));
      new YAMLMapper().writeValue(copy.toFile(), file);
    }
    Files.createDirectories(folder.resolve("targets"));
    if (alertmanager.isPresent()) {
      Files.writeString(
          folder.resolve("targets").resolve("alertmanager.yml"),
          "- targets: ['%s']\n".formatted(alertmanager.get().getAuthority()));
    }
  }

  private static void shorten(JsonNode file, Duration longest) {
    for (JsonNode group : file.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (rule.has("for") && length(rule.path("for").asText()).compareTo(longest) > 0) {
          ((ObjectNode) rule).put("for", longest.toSeconds() + "s");
        }
      }
    }
  }

  /** Of a duration such as 5s or 1m. */
  private static Duration length(String text) {
    return Duration.parse("PT" + text);
  }
}
