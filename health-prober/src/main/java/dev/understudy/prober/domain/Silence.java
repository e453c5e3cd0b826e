package dev.understudy.prober.domain;

import java.util.concurrent.TimeUnit;

/** How long a member has given no sign of life, on the prober's own monotonic clock. */
public final class Silence {

  private long lastSignNanos;

  /**
   * @param firstProbeNanos silence is counted from here until there is a sign of life
   */
  public Silence(long firstProbeNanos) {
    this.lastSignNanos = firstProbeNanos;
  }

  public void signOfLife(long nowNanos) {
    lastSignNanos = nowNanos;
  }

  public long millis(long nowNanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - lastSignNanos));
  }
}
