package dev.understudy.orchestrator.application;

import dev.understudy.orchestrator.domain.Moment;
import java.time.Duration;

/** Whether the desk hears what is said, when it is said. Owned by the desk's thread. */
final class Attention {

  /** Who looks again later than this has stood still, and has much to read. */
  private static final Duration STANDSTILL = Duration.ofSeconds(1);

  private final Duration freshness;
  private Moment heardAt;
  private Moment lookedAt;

  /**
   * @param freshness how long a silence says nothing: nodes and probers say something every second
   */
  Attention(Duration freshness) {
    this.freshness = freshness;
  }

  /** A node's or a prober's word was read. */
  void heard(Moment now) {
    heardAt = now;
  }

  /** Whether nobody is heard any more, after somebody was: then it is not for them. */
  boolean isDeaf(Moment now) {
    return heardAt != null && now.isAtLeast(freshness, heardAt);
  }

  /** It looks how things are. Returns whether other clocks have gone on without it. */
  boolean stoodStill(Moment now) {
    boolean late = lookedAt != null && now.isAtLeast(STANDSTILL, lookedAt);
    lookedAt = now;
    return late;
  }
}
