package dev.understudy.simulation.core;

import java.time.Instant;

/**
 * A machine's two clocks: a monotonic one that began at some moment of its own and runs a little
 * too fast or too slow, and a wall clock that NTP keeps right but for a constant.
 */
public final class HostClock {

  /** Simulated time begins at this moment of the calendar. */
  private static final Instant BEGINNING = Instant.parse("2030-01-01T00:00:00Z");

  private final Agenda agenda;
  private final long originNanos;
  private final double rate;
  private final long wallOffMillis;

  /**
   * @param rate how much faster than time it runs, e.g. 1.01
   * @param wallOffMillis how far the wall clock is ahead
   */
  public HostClock(Agenda agenda, long originNanos, double rate, long wallOffMillis) {
    this.agenda = agenda;
    this.originNanos = originNanos;
    this.rate = rate;
    this.wallOffMillis = wallOffMillis;
  }

  public long monotonicNanos() {
    return originNanos + (long) (agenda.nowNanos() * rate);
  }

  public Instant wall() {
    return BEGINNING.plusMillis(wallOffMillis).plusNanos(agenda.nowNanos());
  }

  /** How long the world takes while this clock counts {@code nanos}. */
  long worldNanos(long nanos) {
    return (long) (nanos / rate);
  }
}
