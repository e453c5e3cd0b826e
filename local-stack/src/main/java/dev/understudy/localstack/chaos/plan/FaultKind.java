package dev.understudy.localstack.chaos.plan;

import java.time.Duration;

/** What can go wrong. A kind that lasts is undone afterwards; a killed service is started again. */
public enum FaultKind {
  /** {@code kill -9}; its node starts it again. */
  ENGINE_KILLED(Subject.HOST, 3, 0, 0),

  /** {@code kill -STOP}: keeps its connections and answers nobody. */
  ENGINE_FROZEN(Subject.HOST, 2, 100, 6_000),

  /** {@code kill -9} of a replica-node; its engine runs on without it. */
  NODE_KILLED(Subject.HOST, 1, 0, 4_000),

  /** {@code kill -STOP} of a replica-node, for less than two thirds of a lease. */
  NODE_FROZEN(Subject.HOST, 1, 100, 1_000),

  /**
   * The same for longer than a lease. A node that stands still can't fence its engine, so nothing
   * else goes wrong meanwhile that would let another primary be elected.
   */
  NODE_FROZEN_LONG(Subject.ALONE, 1, 3_000, 8_000),

  PROBER_KILLED(Subject.PROBER, 1, 0, 6_000),
  PROBER_FROZEN(Subject.PROBER, 1, 200, 8_000),
  ORCHESTRATOR_KILLED(Subject.ORCHESTRATOR, 1, 0, 5_000),
  ORCHESTRATOR_FROZEN(Subject.ORCHESTRATOR, 1, 200, 6_000),
  DNS_UPDATER_KILLED(Subject.DNS_UPDATER, 1, 0, 4_000),
  DNS_UPDATER_FROZEN(Subject.DNS_UPDATER, 1, 200, 5_000),
  NOTIFIER_KILLED(Subject.NOTIFIER, 1, 0, 5_000),
  NOTIFIER_FROZEN(Subject.NOTIFIER, 1, 200, 5_000),

  /** Kafka is stopped and started again with its data. */
  BROKER_STOPPED(Subject.BROKER, 1, 0, 8_000),

  /** Nothing passes between the host (node, engine, prober) and the other two; the bus does. */
  CUT_FROM_HOSTS(Subject.HOST, 1, 300, 8_000),

  /** Nothing passes between the host and Kafka; the other hosts do. */
  CUT_FROM_BUS(Subject.HOST, 1, 300, 8_000),

  /** Nothing passes but clients. */
  CUT_OFF(Subject.HOST, 1, 300, 8_000),

  /** What the host sends to the others is lost; what they send arrives. */
  CUT_ONE_WAY(Subject.HOST, 1, 300, 8_000),

  /** The member's files find no room. */
  DISK_FULL(Subject.HOST, 1, 1_000, 8_000),

  /** A user asks for another primary. */
  SWITCHOVER(Subject.REQUEST, 2, 0, 0);

  /** What is hit: nothing is hit by two faults at a time, but that engines may die meanwhile. */
  enum Subject {
    HOST,
    PROBER,
    ORCHESTRATOR,
    DNS_UPDATER,
    NOTIFIER,
    BROKER,
    REQUEST,

    /** A host, and nothing else meanwhile. */
    ALONE;

    /** Whether there are three of them, of which a victim is chosen. */
    boolean isPerHost() {
      return this == HOST || this == PROBER || this == ALONE;
    }
  }

  private final Subject subject;
  private final int share;
  private final int leastMillis;
  private final int mostMillis;

  FaultKind(Subject subject, int share, int leastMillis, int mostMillis) {
    this.subject = subject;
    this.share = share;
    this.leastMillis = leastMillis;
    this.mostMillis = mostMillis;
  }

  Subject subject() {
    return subject;
  }

  /** How often it comes, next to the others. */
  int share() {
    return share;
  }

  Duration least() {
    return Duration.ofMillis(leastMillis);
  }

  Duration most() {
    return Duration.ofMillis(mostMillis);
  }
}
