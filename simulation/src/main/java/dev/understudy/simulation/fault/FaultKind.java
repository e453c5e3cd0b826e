package dev.understudy.simulation.fault;

/** What can go wrong, or is asked for. */
public enum FaultKind {
  /** kill -9 of a member's engine; its node starts another. */
  ENGINE_CRASH(14, false),
  /** The same, and its snapshot is lost: it comes back empty. */
  ENGINE_REBORN_EMPTY(5, false),
  /** SIGSTOP, then SIGCONT. */
  ENGINE_FREEZE(10, true),
  /** kill -9 of a node; its engine lives on and is found again. */
  NODE_CRASH(8, true),
  /** A node's JVM stands still. */
  NODE_FREEZE(8, true),
  /** A whole machine is without power: node, engine, prober. */
  HOST_CRASH(8, true),
  /** kill -9 of an orchestrator. */
  ORCHESTRATOR_CRASH(8, true),
  ORCHESTRATOR_FREEZE(5, true),
  PROBER_CRASH(4, true),
  PROBER_FREEZE(3, true),
  DNS_CRASH(4, true),
  DNS_FREEZE(4, true),
  /** The authoritative DNS server stands still. */
  NAME_SERVER_FREEZE(2, true),
  /** A machine and everybody else don't hear each other. */
  HOST_ISOLATED(10, true),
  /** A machine hears, but isn't heard. */
  HOST_MUTE(5, true),
  /** A machine is heard, but doesn't hear. */
  HOST_DEAF(5, true),
  /** A machine and the bus don't hear each other. */
  BUS_UNREACHABLE(12, true),
  /** Two machines don't hear each other. */
  PAIR_CUT(8, true),
  /** Nobody is heard by the bus, nor hears it. */
  BUS_OUTAGE(5, true),
  /** Consumers of a process read again from somewhere. */
  REBALANCE(5, false),
  COMPACTION(2, false),
  /** Everything is stored twice, decisions again after a while: nobody heard that it was stored. */
  DUPLICATES(4, true),
  /** Everything takes up to half a second longer. */
  SLOW_NETWORK(4, true),
  WRONG_PASSWORD(3, true),
  /** Loading a dataset takes a hundred times as long. */
  SLOW_LOADING(4, true),
  SWITCHOVER(7, false),
  FORCED_SWITCHOVER(4, false),
  ADD_REPLICA(4, false),
  REMOVE_REPLICA(4, false),
  RECREATE(2, false),
  ACKNOWLEDGE(2, false),
  /** An orchestrator can't keep up with what nodes and probers say; drawn like the next. */
  READS_LATE(0, true),
  /** An operator wants another failover timeout; not drawn among the others. */
  CHANGE_TIMEOUT(0, false);

  private final int weight;
  private final boolean lasting;

  FaultKind(int weight, boolean lasting) {
    this.weight = weight;
    this.lasting = lasting;
  }

  int weight() {
    return weight;
  }

  /** Whether it has an end. */
  public boolean isLasting() {
    return lasting;
  }
}
