package dev.understudy.simulation.bus;

import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One process reads some topics. Each partition comes in its order and at its own pace, so that
 * nothing can be relied on between them. Over when the process dies.
 */
public final class Subscription {

  private static final long FETCH_NANOS = 700_000;
  private static final long SLOW_FETCH_NANOS = 150_000_000;
  private static final int SLOW_PERMILLE = 8;
  private static final long RETRY_NANOS = 100_000_000;
  private static final int MOST_AT_ONCE = 3;

  private final Broker broker;
  private final Actor owner;
  private final Consumer<BusRecord> handler;
  private final Runnable caughtUp;
  private final boolean fromStart;
  private final List<Cursor> cursors = new ArrayList<>();
  private final int life;
  private long completeSinceNanos;
  private boolean told;

  /** A place in one partition. */
  private static final class Cursor {
    private final Log log;
    private final long endAtStart;
    private long next;
    private boolean fetching;

    Cursor(Log log, boolean fromStart) {
      this.log = log;
      this.endAtStart = log.end();
      this.next = fromStart ? 0 : endAtStart;
    }
  }

  Subscription(
      Broker broker,
      Actor owner,
      List<String> topics,
      boolean fromStart,
      Consumer<BusRecord> handler,
      Runnable caughtUp) {
    this.broker = broker;
    this.owner = owner;
    this.handler = handler;
    this.caughtUp = caughtUp;
    this.fromStart = fromStart;
    this.life = owner.life();
    this.completeSinceNanos = broker.agenda().nowNanos();
    for (String topic : topics) {
      for (Log log : broker.logs(topic)) {
        cursors.add(new Cursor(log, fromStart));
      }
    }
  }

  /** How much there was of each partition at the beginning. */
  public interface Extents {
    void add(String topic, int partition, long end);
  }

  /** Tells how much there was of each partition at the beginning. */
  public void extents(Extents extents) {
    cursors.forEach(c -> extents.add(c.log.topic, c.log.partition, c.endAtStart));
  }

  void begin() {
    owner.in(1, this::checkCaughtUp);
    cursors.forEach(this::fetch);
  }

  boolean isOf(String name) {
    return owner.name().equals(name) && !isOver();
  }

  boolean belongsTo(Actor actor) {
    return owner == actor && !isOver();
  }

  /** Since when nothing was missed that came. */
  long completeSinceNanos() {
    return completeSinceNanos;
  }

  /** It ends with its owner's life. */
  boolean isOver() {
    return owner.life() != life;
  }

  void appended(Log log) {
    for (Cursor cursor : cursors) {
      if (cursor.log == log) {
        fetch(cursor);
      }
    }
  }

  /** Reads again from somewhere; who reads only what comes misses what is behind. */
  void rewind(Chance chance) {
    completeSinceNanos = fromStart ? completeSinceNanos : broker.agenda().nowNanos();
    for (Cursor cursor : cursors) {
      cursor.next = fromStart ? chance.between(0, cursor.next) : cursor.log.end();
      fetch(cursor);
    }
  }

  private void fetch(Cursor cursor) {
    if (isOver() || cursor.fetching || cursor.next >= cursor.log.end()) {
      return;
    }
    cursor.fetching = true;
    boolean slow = broker.chance().permille(SLOW_PERMILLE);
    long usual = slow ? SLOW_FETCH_NANOS : FETCH_NANOS;
    owner.in(broker.chance().latency(usual), () -> arrive(cursor));
  }

  private void arrive(Cursor cursor) {
    boolean away =
        broker.actor().isFrozen()
            || broker.isHeldUp(owner, cursor.log)
            || !broker.network().connects(owner.host(), broker.actor().host());
    if (away) {
      owner.in(RETRY_NANOS, () -> arrive(cursor));
      return;
    }
    cursor.fetching = false;
    for (int i = 0; i < MOST_AT_ONCE && cursor.next < cursor.log.end(); i++) {
      BusRecord record = cursor.log.at(cursor.next++);
      if (record != null) {
        handler.accept(record);
      } else {
        i--;
      }
      if (isOver()) {
        return;
      }
    }
    checkCaughtUp();
    fetch(cursor);
  }

  private void checkCaughtUp() {
    if (!told && cursors.stream().allMatch(c -> c.next >= c.endAtStart)) {
      told = true;
      caughtUp.run();
    }
  }
}
