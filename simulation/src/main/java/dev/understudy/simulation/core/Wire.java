package dev.understudy.simulation.core;

import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a connection: what goes in comes out in order, or not at all. */
public final class Wire {

  private record Parcel(long dueNanos, Runnable arrival) {}

  private final Network network;
  private final Host from;
  private final Actor to;
  private final int toLife;
  private final Deque<Parcel> parcels = new ArrayDeque<>();
  private long lastDueNanos;
  private boolean awaited;
  private boolean closed;

  Wire(Network network, Host from, Actor to) {
    this.network = network;
    this.from = from;
    this.to = to;
    this.toLife = to.life();
  }

  /** Sends; {@code arrival} runs in the receiver. */
  public void send(Runnable arrival) {
    if (closed) {
      return;
    }
    Agenda agenda = network.agenda();
    long due = agenda.nowNanos() + network.latency(from, to.host());
    lastDueNanos = Math.max(lastDueNanos, due);
    parcels.add(new Parcel(lastDueNanos, arrival));
    if (!awaited) {
      awaited = true;
      agenda.in(lastDueNanos - agenda.nowNanos(), null, this::arrive);
    }
  }

  /** What is on its way is lost. */
  public void close() {
    closed = true;
    parcels.clear();
  }

  private void arrive() {
    awaited = false;
    if (parcels.isEmpty()) {
      return;
    }
    Agenda agenda = network.agenda();
    if (!network.reaches(from, to.host())) {
      awaited = true;
      agenda.in(Network.RETRANSMIT_NANOS, null, this::arrive);
      return;
    }
    while (!parcels.isEmpty() && parcels.peek().dueNanos() <= agenda.nowNanos()) {
      agenda.now(to, toLife, parcels.poll().arrival());
    }
    if (!parcels.isEmpty()) {
      awaited = true;
      agenda.in(parcels.peek().dueNanos() - agenda.nowNanos(), null, this::arrive);
    }
  }
}
