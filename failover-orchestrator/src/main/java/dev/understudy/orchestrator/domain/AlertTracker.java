package dev.understudy.orchestrator.domain;

import java.time.Duration;

/** Whether one condition has lasted long enough to be told, or to be forgotten. */
final class AlertTracker {

  private boolean raised;
  private Moment since;

  /** As an orchestrator before this one left it. */
  void restore(boolean wasRaised) {
    raised = wasRaised;
    since = null;
  }

  /** Takes in how it is now. */
  void read(AlertReading.Level level, Duration wait, Moment now) {
    boolean turning = raised ? level == AlertReading.Level.GOOD : level == AlertReading.Level.BAD;
    if (!turning) {
      since = null;
      return;
    }
    since = since == null ? now : since;
    if (now.isAtLeast(wait, since)) {
      raised = !raised;
      since = null;
    }
  }

  boolean raised() {
    return raised;
  }
}
