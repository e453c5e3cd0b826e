package dev.understudy.simulation.core;

/**
 * Who can reach whom. What is sent while the way is cut waits, as TCP makes it wait, and arrives
 * late after all unless its connection was given up; nothing arrives in a process that was
 * restarted since.
 */
public final class Network {

  private static final long USUAL_NANOS = 300_000;
  private static final long LOCAL_NANOS = 50_000;
  static final long RETRANSMIT_NANOS = 200_000_000;

  private final Agenda agenda;
  private final Chance chance;
  private final int[][] cuts;
  private long slowNanos;

  public Network(Agenda agenda, Chance chance, int hosts) {
    this.agenda = agenda;
    this.chance = chance;
    this.cuts = new int[hosts][hosts];
  }

  /** Cuts one direction; may be done several times, and must be undone as often. */
  public void cut(Host from, Host to) {
    if (from != to) {
      cuts[from.index()][to.index()]++;
    }
  }

  public void mend(Host from, Host to) {
    if (from != to) {
      cuts[from.index()][to.index()]--;
    }
  }

  /** Everything takes so much longer between hosts. */
  public void slow(long extraNanos) {
    slowNanos = extraNanos;
  }

  public boolean reaches(Host from, Host to) {
    return cuts[from.index()][to.index()] == 0;
  }

  /** Whether a question gets there and its answer back. */
  public boolean connects(Host a, Host b) {
    return reaches(a, b) && reaches(b, a);
  }

  long latency(Host from, Host to) {
    if (from == to) {
      return chance.latency(LOCAL_NANOS);
    }
    long extra = slowNanos == 0 ? 0 : chance.between(0, slowNanos);
    return chance.latency(USUAL_NANOS) + extra;
  }

  Agenda agenda() {
    return agenda;
  }

  /** One direction of a new connection between two processes. */
  public Wire wire(Actor from, Actor to) {
    return new Wire(this, from.host(), to);
  }

  /** One direction of a new connection from something that never dies. */
  public Wire wire(Host from, Actor to) {
    return new Wire(this, from, to);
  }
}
