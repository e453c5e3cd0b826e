package dev.understudy.orchestrator.domain;

import java.time.Duration;

/** How the limits of alerts read in a sentence. */
final class Words {

  private static final int SECOND_MILLIS = 1000;

  private Words() {}

  /** {@code 100 ms}; {@code 60 s} for whole seconds. */
  static String time(Duration duration) {
    long millis = duration.toMillis();
    return millis > 0 && millis % SECOND_MILLIS == 0
        ? millis / SECOND_MILLIS + " s"
        : millis + " ms";
  }

  /** {@code " for 60 s"}; nothing if it need not last. */
  static String lasting(Duration wait) {
    return wait.isZero() ? "" : " for " + time(wait);
  }

  /** {@code 100 ms for 60 s}. */
  static String limit(Duration threshold, Duration wait) {
    return time(threshold) + lasting(wait);
  }
}
