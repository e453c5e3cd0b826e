package dev.understudy.simulation.redis;

import dev.understudy.simulation.core.Agenda;
import java.util.ArrayList;
import java.util.List;

/** {@code CLIENT PAUSE … WRITE} and {@code CLIENT KILL}: what stands between clients and data. */
final class Gate {

  private final Agenda agenda;
  private final List<Runnable> waiting = new ArrayList<>();
  private long closedUntilNanos;
  private int evictions;

  Gate(Agenda agenda) {
    this.agenda = agenda;
  }

  void close(long nanos) {
    closedUntilNanos = agenda.nowNanos() + nanos;
  }

  boolean isClosed() {
    return agenda.nowNanos() < closedUntilNanos;
  }

  /** Keeps a write until the gate opens. */
  void keep(Runnable write) {
    waiting.add(write);
  }

  void open() {
    closedUntilNanos = 0;
    List<Runnable> released = List.copyOf(waiting);
    waiting.clear();
    released.forEach(Runnable::run);
  }

  /** The pause is over by itself. */
  void openIfDue() {
    if (!isClosed() && !waiting.isEmpty()) {
      open();
    }
  }

  /** Ends all connections; what waited is lost with them. */
  void evict() {
    evictions++;
    waiting.clear();
  }

  int evictions() {
    return evictions;
  }
}
