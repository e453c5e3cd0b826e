package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.contracts.decision.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each phase of a change of primary took, by the phases' names as labels show them. */
final class Phases {

  static final List<String> NAMES = List.of("detect", "join", "promote", "dns", "total");

  private final Map<String, Double> seconds = new LinkedHashMap<>();

  private Phases() {}

  /** In seconds, none below 0; a phase whose beginning or end wasn't seen is left out. */
  static Map<String, Double> seconds(Timeline timeline) {
    Instant published = timeline.publishedAt();
    Instant promoted = timeline.promotedAt();
    boolean publishedLast = published != null && promoted != null && published.isAfter(promoted);
    Phases phases = new Phases();
    phases.put("detect", timeline.suspectedAt(), timeline.openedAt());
    phases.put("join", timeline.openedAt(), timeline.electedAt());
    phases.put("promote", timeline.electedAt(), promoted);
    phases.put("dns", promoted, published);
    phases.put("total", timeline.suspectedAt(), publishedLast ? published : promoted);
    return phases.seconds;
  }

  private void put(String phase, Instant from, Instant to) {
    if (from != null && to != null) {
      seconds.put(phase, Math.max(0, Duration.between(from, to).toNanos() / 1e9));
    }
  }
}
