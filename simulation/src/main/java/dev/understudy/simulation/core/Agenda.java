package dev.understudy.simulation.core;

import java.util.PriorityQueue;

/**
 * What is to happen, in order of simulated time; the one thread works it off. Among things of the
 * same moment the one that was noted first comes first, so that a seed always plays the same.
 */
public final class Agenda {

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowNanos;
  private long sequence;
  private long steps;

  /** One thing to do; may be cancelled. */
  public static final class Entry implements Comparable<Entry> {

    private final long atNanos;
    private final long order;
    private final Actor actor;
    private final int life;
    private Runnable task;

    private Entry(long atNanos, long order, Actor actor, Runnable task) {
      this.atNanos = atNanos;
      this.order = order;
      this.actor = actor;
      this.life = actor == null ? 0 : actor.life();
      this.task = task;
    }

    /** It does not happen any more. */
    public void cancel() {
      task = null;
    }

    boolean isDue() {
      return task != null && (actor == null || actor.isAlive() && actor.life() == life);
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** The world's own time, which no actor sees: their clocks are their hosts'. */
  public long nowNanos() {
    return nowNanos;
  }

  /** How many things were done. */
  public long steps() {
    return steps;
  }

  /**
   * Notes something.
   *
   * @param actor who does it; if it has died by then, or was started anew, nothing happens; null:
   *     nature
   */
  public Entry in(long delayNanos, Actor actor, Runnable task) {
    Entry entry = new Entry(nowNanos + Math.max(0, delayNanos), sequence++, actor, task);
    entries.add(entry);
    return entry;
  }

  /**
   * Does the next thing that is to be done before {@code untilNanos}.
   *
   * @return false if there is none; then it is {@code untilNanos}
   */
  public boolean step(long untilNanos) {
    while (true) {
      Entry next = entries.peek();
      if (next == null || next.atNanos > untilNanos) {
        nowNanos = Math.max(nowNanos, untilNanos);
        return false;
      }
      entries.poll();
      if (!next.isDue()) {
        continue;
      }
      nowNanos = Math.max(nowNanos, next.atNanos);
      if (next.actor != null && next.actor.isFrozen()) {
        next.actor.postpone(next);
        continue;
      }
      steps++;
      next.task.run();
      return true;
    }
  }

  /** Something reaches an actor at this moment; unless it isn't the one it was sent to any more. */
  void now(Actor actor, int life, Runnable task) {
    if (!actor.isAlive() || actor.life() != life) {
      return;
    }
    if (actor.isFrozen()) {
      actor.postpone(new Entry(nowNanos, sequence++, actor, task));
    } else {
      task.run();
    }
  }

  void again(Entry entry) {
    if (entry.isDue()) {
      in(0, entry.actor, entry.task);
    }
  }
}
