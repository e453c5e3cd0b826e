package dev.understudy.node.domain;

import java.time.Duration;

/** When an exited engine is started again, later and later. */
final class Restarts {

  private static final Duration STABLE = Duration.ofSeconds(10);

  private final Duration first;
  private final Duration longest;
  private Duration pause;
  private Moment startedAt;
  private Moment due;

  Restarts(Timings timings) {
    this.first = timings.firstRestart();
    this.longest = timings.longestRestart();
    this.pause = first;
  }

  void started(Moment now) {
    startedAt = now;
  }

  void exited(Moment now) {
    if (startedAt != null && now.isAtLeast(STABLE, startedAt)) {
      pause = first;
    }
    due = now.plus(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(longest) > 0 ? longest : doubled;
  }

  boolean due(Moment now) {
    return due == null || !now.isBefore(due);
  }
}
