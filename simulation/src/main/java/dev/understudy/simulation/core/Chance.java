package dev.understudy.simulation.core;

import java.util.List;
import java.util.SplittableRandom;

/** The seed's random numbers. */
public final class Chance {

  private final SplittableRandom random;

  public Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** Another series, which what is drawn here doesn't disturb. */
  public Chance split() {
    return new Chance(random.split());
  }

  /** From {@code least} to {@code most}, both included. */
  public long between(long least, long most) {
    return least >= most ? least : random.nextLong(least, most + 1);
  }

  public double between(double least, double most) {
    return least >= most ? least : random.nextDouble(least, most);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True in so many of 1000 cases. */
  public boolean permille(int cases) {
    return random.nextInt(1000) < cases;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Mostly short, now and then ten times as long: what networks and disks do. */
  public long latency(long usualNanos) {
    long nanos = between(usualNanos / 2, usualNanos * 3 / 2);
    return random.nextInt(50) == 0 ? nanos * 10 : nanos;
  }
}
