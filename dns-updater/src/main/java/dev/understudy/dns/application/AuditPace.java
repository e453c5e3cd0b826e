package dev.understudy.dns.application;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to look at the servers again: at the interval, a fifth more or less, so that several
 * updaters don't keep asking at the same moment.
 *
 * @param random 0 to 1, evenly
 */
public record AuditPace(Duration interval, DoubleSupplier random) {

  private static final double JITTER = 0.2;

  public AuditPace {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the interval must be above zero");
    }
  }

  long nextNanos() {
    double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
    return (long) (interval.toNanos() * factor);
  }
}
