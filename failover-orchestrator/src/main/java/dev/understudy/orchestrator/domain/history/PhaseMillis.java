package dev.understudy.orchestrator.domain.history;

import dev.understudy.contracts.decision.Timeline;
import java.time.Duration;
import java.time.Instant;

/** Milliseconds from the first sign of trouble to each step; null: it wasn't seen. */
public record PhaseMillis(
    Long opened, Long elected, Long promoted, Long followed, Long published, Long closed) {

  static PhaseMillis of(Timeline timeline) {
    Instant from = timeline.suspectedAt();
    return new PhaseMillis(
        between(from, timeline.openedAt()),
        between(from, timeline.electedAt()),
        between(from, timeline.promotedAt()),
        between(from, timeline.followedAt()),
        between(from, timeline.publishedAt()),
        between(from, timeline.closedAt()));
  }

  private static Long between(Instant from, Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }
}
