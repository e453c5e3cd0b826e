package dev.understudy.prober.application;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When the last round ended. Written by the loop, read by any thread. */
public final class Pulse {

  private final LongSupplier nanos;
  private volatile long lastBeatNanos;
  private volatile boolean expected;

  public Pulse(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A round has ended, or the first is about to start. */
  void beat() {
    lastBeatNanos = nanos.getAsLong();
  }

  /** Whether there is anything to probe. */
  void expect(boolean rounds) {
    if (rounds && !expected) {
      beat();
    }
    expected = rounds;
  }

  /** Time since the last round; zero if there is nothing to probe. */
  public long silentMillis() {
    return expected ? TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - lastBeatNanos) : 0;
  }
}
