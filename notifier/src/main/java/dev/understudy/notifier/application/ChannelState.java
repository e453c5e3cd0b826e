package dev.understudy.notifier.application;

import java.time.Duration;
import java.util.Optional;

/** What one answer of a receiver means for all messages to it. Safe for use by several threads. */
final class ChannelState {

  private boolean held;
  private long heldUntilNanos;
  private String disabledBecause;

  /** Sends nothing before that time has passed. */
  synchronized void hold(Duration time, long nowNanos) {
    if (time.isZero() || time.isNegative()) {
      return;
    }
    long until = nowNanos + time.toNanos();
    if (!held || until - heldUntilNanos > 0) {
      held = true;
      heldUntilNanos = until;
    }
  }

  /** How long to wait before the next attempt; zero: not at all. */
  synchronized Duration heldFor(long nowNanos) {
    if (!held || heldUntilNanos - nowNanos <= 0) {
      held = false;
      return Duration.ZERO;
    }
    return Duration.ofNanos(heldUntilNanos - nowNanos);
  }

  /**
   * Sends nothing any more.
   *
   * @return whether this is new
   */
  synchronized boolean disable(String because) {
    if (disabledBecause != null) {
      return false;
    }
    disabledBecause = because;
    return true;
  }

  /** Why nothing is sent any more, if that is so. */
  synchronized Optional<String> disabled() {
    return Optional.ofNullable(disabledBecause);
  }
}
