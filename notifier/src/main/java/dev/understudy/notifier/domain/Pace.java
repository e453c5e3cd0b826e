package dev.understudy.notifier.domain;

import java.time.Duration;

/**
 * How fast a route tells. What has to wait is told later, together: nothing is dropped.
 *
 * @param groupWait how long to collect after the first notification; zero: not at all
 * @param messages how many may go out at once, and in every period; {@link #UNLIMITED}: no limit
 * @param period of the limit
 */
public record Pace(Duration groupWait, int messages, Duration period) {

  public static final int UNLIMITED = 0;

  public static final Pace AT_ONCE = new Pace(Duration.ZERO, UNLIMITED, Duration.ofMinutes(1));

  public Pace {
    if (groupWait.isNegative() || messages < 0 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("a pace can't be negative");
    }
  }

  boolean limited() {
    return messages != UNLIMITED;
  }
}
