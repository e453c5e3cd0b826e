package dev.understudy.node.domain;

import dev.understudy.contracts.id.Offset;
import java.time.Duration;

/** What the node knows of a member's process. Facts are never newer than {@link #factsAt}. */
final class Engine {

  private static final Duration RETRY = Duration.ofMillis(50);

  private boolean running;
  private boolean connected;
  private Moment connectionChanged;
  private EngineFacts facts;
  private Moment factsAt;
  private Moment busyAt;
  private Moment lookingSince;
  private Act acting;
  private Moment actingSince;
  private Moment retryAt;
  private Moment heldUntil;
  private Moment killedAt;
  private boolean mayWrite;
  private boolean newborn;

  /** A process was started: its configuration parks it. */
  void started(Moment now) {
    run(now, false);
    newborn = true;
  }

  /** A process of an earlier run of this node was found: it may be anything. */
  void adopted(Moment now) {
    run(now, true);
    newborn = false;
  }

  private void run(Moment now, boolean unknown) {
    running = true;
    connected = false;
    connectionChanged = now;
    mayWrite = unknown;
  }

  void connected(Moment now) {
    connected = true;
    connectionChanged = now;
  }

  /** What was asked of it before will not be answered. */
  void disconnected(Moment now) {
    connected = false;
    connectionChanged = now;
    lookingSince = null;
    acting = null;
  }

  void exited() {
    running = false;
    connected = false;
    facts = null;
    factsAt = null;
    busyAt = null;
    lookingSince = null;
    acting = null;
    heldUntil = null;
    killedAt = null;
    retryAt = null;
    mayWrite = false;
  }

  void begin(Act act, Moment now) {
    if (act instanceof Act.Look) {
      lookingSince = now;
      return;
    }
    acting = act;
    actingSince = now;
    mayWrite |= act instanceof Act.Promote;
  }

  void answered(Act act, EngineFacts now, Moment asked) {
    facts = now;
    factsAt = asked;
    if (act instanceof Act.Look) {
      lookingSince = null;
    } else {
      acting = null;
    }
    if (act instanceof Act.HoldWrites) {
      heldUntil = asked.plus(Timings.HOLD);
    }
    if (act instanceof Act.Promote || !facts.primary()) {
      heldUntil = null;
    }
    mayWrite = facts.primary() || acting instanceof Act.Promote;
  }

  /**
   * Whether a process that this node has started turns out, when it has loaded what there is on
   * disk, to have nothing. To be asked with every answer, before it is noted.
   */
  boolean cameUpEmpty(EngineFacts answer) {
    boolean first = newborn && !answer.loading();
    newborn = newborn && answer.loading();
    return first && answer.keyCount() == 0 && answer.offset().equals(Offset.ZERO);
  }

  void failed(Act act, Moment now) {
    if (act instanceof Act.Look) {
      lookingSince = null;
    } else {
      acting = null;
      retryAt = now.plus(RETRY);
    }
  }

  /** It lives, but a script blocks it: nothing new is known of it, nothing was done. */
  void busy(Act act, Moment asked, Moment now) {
    failed(act, now);
    busyAt = asked;
  }

  void killing(Moment now) {
    killedAt = now;
  }

  boolean running() {
    return running;
  }

  boolean connected() {
    return connected;
  }

  /** Null until it has answered. */
  EngineFacts facts() {
    return facts;
  }

  Moment factsAt() {
    return factsAt;
  }

  /** Whether its newest answer was that a script blocks it. */
  boolean busy() {
    return busyAt != null && (factsAt == null || factsAt.isBefore(busyAt));
  }

  /** When it was asked what it answered last, if only that it is busy; null before the first. */
  Moment answeredAt() {
    return busy() ? busyAt : factsAt;
  }

  boolean known() {
    return connected && facts != null;
  }

  /** Whether it can't be ruled out that it takes writes, unless they are held. */
  boolean mayWrite() {
    return mayWrite;
  }

  boolean beingKilled() {
    return killedAt != null;
  }

  boolean killOverdue(Moment now) {
    return killedAt != null && now.isAtLeast(Duration.ofSeconds(1), killedAt);
  }

  /** Whether its writes wait, and go on waiting for a while. */
  boolean held(Moment now) {
    return heldUntil != null && now.isBefore(heldUntil);
  }

  /** Whether writes that wait must be told again to do so. */
  boolean holdExpiring(Moment now) {
    return heldUntil == null || !now.isBefore(heldUntil.plus(Timings.HOLD.dividedBy(2).negated()));
  }

  boolean free(Moment now) {
    return known() && acting == null && (retryAt == null || !now.isBefore(retryAt));
  }

  boolean looking() {
    return lookingSince != null;
  }

  boolean acting() {
    return acting != null;
  }

  /** Whether something asked of it, or the connection to it, is overdue. */
  boolean silentFor(Duration limit, Moment now) {
    if (!connected) {
      return running && now.isAtLeast(limit, connectionChanged);
    }
    return lookingSince != null && now.isAtLeast(limit, lookingSince)
        || acting != null && now.isAtLeast(limit, actingSince);
  }
}
