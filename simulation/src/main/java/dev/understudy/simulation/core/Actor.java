package dev.understudy.simulation.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process. While it is frozen (a collection of garbage, SIGSTOP) what happens to it waits; when
 * it dies everything that it had begun is gone.
 */
public final class Actor {

  private final String name;
  private final Host host;
  private final Agenda agenda;
  private final Deque<Agenda.Entry> postponed = new ArrayDeque<>();
  private boolean alive;
  private int life;
  private int freezers;
  private long unsteadySinceNanos;

  public Actor(String name, Host host, Agenda agenda) {
    this.name = name;
    this.host = host;
    this.agenda = agenda;
  }

  /** Begins a new life. */
  public void start() {
    life++;
    alive = true;
    freezers = 0;
    postponed.clear();
    unsteadySinceNanos = agenda.nowNanos();
  }

  /** Ends: nothing that was noted for it will be done. */
  public void die() {
    alive = false;
    life++;
    freezers = 0;
    postponed.clear();
  }

  public void freeze() {
    freezers++;
  }

  /** Goes on, if nobody else holds it. */
  public void thaw() {
    if (freezers == 0) {
      return;
    }
    freezers--;
    if (freezers == 0) {
      unsteadySinceNanos = agenda.nowNanos();
      while (!postponed.isEmpty()) {
        agenda.again(postponed.poll());
      }
    }
  }

  void postpone(Agenda.Entry entry) {
    postponed.add(entry);
  }

  /** Notes something for it to do, on its host's clock. */
  public Agenda.Entry in(long delayNanos, Runnable task) {
    return agenda.in(host.clock().worldNanos(delayNanos), this, task);
  }

  public boolean isAlive() {
    return alive;
  }

  public boolean isFrozen() {
    return freezers > 0;
  }

  /** Whether it has run for so long, in world time, without a break. */
  public boolean isSteadyFor(long nanos) {
    return alive && freezers == 0 && agenda.nowNanos() - unsteadySinceNanos >= nanos;
  }

  /** Changes whenever it dies or starts. */
  public int life() {
    return life;
  }

  public String name() {
    return name;
  }

  public Host host() {
    return host;
  }

  @Override
  public String toString() {
    return name;
  }
}
