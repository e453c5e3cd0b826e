package dev.understudy.prober.domain;

import java.util.Arrays;

/** The figures of one answer. Never changed once they were read. */
public final class Figures {

  /** No engine has said anything yet. */
  public static final Figures NONE = new Figures(absent());

  private static final long ABSENT = Long.MIN_VALUE;

  private final long[] values;

  private Figures(long[] values) {
    this.values = values;
  }

  /** To be filled: what isn't asked for every time is still what it was. */
  static Figures after(Figures earlier) {
    long[] values = absent();
    for (Figure figure : Figure.values()) {
      if (figure.rare()) {
        values[figure.ordinal()] = earlier.values[figure.ordinal()];
      }
    }
    return new Figures(values);
  }

  private static long[] absent() {
    long[] values = new long[Figure.values().length];
    Arrays.fill(values, ABSENT);
    return values;
  }

  void put(Figure figure, long value) {
    values[figure.ordinal()] = value;
  }

  /** Whether the engine says it: one of another role or version may not. */
  public boolean has(Figure figure) {
    return values[figure.ordinal()] != ABSENT;
  }

  public long get(Figure figure) {
    return values[figure.ordinal()];
  }
}
