package dev.understudy.simulation.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** A primary's side of replication: whoever is attached. */
final class Feeds {

  private static final long TIMEOUT_NANOS = 60_000_000_000L;

  /** {@code min-replicas-max-lag}. */
  private static final long MOST_LAG_NANOS = 3_000_000_000L;

  /** Hears how many replicas have answered. */
  interface Counted {
    void count(int replicas);
  }

  /** One attached replica. */
  private static final class Feed {
    private final Session session;
    private boolean online;
    private long acknowledged = -1;
    private long heardNanos;

    Feed(Session session, long nowNanos) {
      this.session = session;
      this.heardNanos = nowNanos;
    }
  }

  /** Someone waits for acknowledgements. */
  private static final class Waiting {
    private final long offset;
    private final int wanted;
    private Counted counted;

    Waiting(long offset, int wanted, Counted counted) {
      this.offset = offset;
      this.wanted = wanted;
      this.counted = counted;
    }
  }

  private final Engine engine;
  private final Surroundings world;
  private final List<Feed> feeds = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private long fullResyncs;
  private long partialResyncs;

  Feeds(Engine engine, Surroundings world) {
    this.engine = engine;
    this.world = world;
  }

  boolean isEmpty() {
    return feeds.isEmpty();
  }

  int count() {
    return feeds.size();
  }

  /** How many have acknowledged a short time ago. */
  int good() {
    long now = world.agenda().nowNanos();
    return (int)
        feeds.stream().filter(f -> f.online && now - f.heardNanos <= MOST_LAG_NANOS).count();
  }

  /** A primary that becomes a replica, or ends its connections, answers nobody who waits. */
  void abandonWaits() {
    waiting.clear();
  }

  long fullResyncs() {
    return fullResyncs;
  }

  long partialResyncs() {
    return partialResyncs;
  }

  /** PSYNC. */
  void asked(Session session, String id, long offset) {
    if (!engine.mayFeed()) {
      session.refuse();
      return;
    }
    engine.history().beginBacklog(engine.data().endOffset());
    Feed feed = new Feed(session, world.agenda().nowNanos());
    feeds.add(feed);
    if (engine.history().continues(id, offset, engine.data().endOffset())) {
      partialResyncs++;
      feed.online = true;
      session.goOn(engine.history().id());
      missing(offset).forEach(session::stream);
    } else {
      fullResyncs++;
      session.promiseCopy();
      copyLater(feed);
    }
  }

  private Deque<Entry> missing(long offset) {
    Deque<Entry> missing = new ArrayDeque<>();
    for (Entry e = engine.data(); e != null && e.endOffset() > offset; e = e.before()) {
      missing.addFirst(e);
    }
    return missing;
  }

  /** The copy is of this moment; what comes meanwhile is sent behind it. */
  private void copyLater(Feed feed) {
    Entry copy = engine.data();
    String id = engine.history().id();
    long transferNanos = world.chance().latency(20_000_000) + world.loadingNanos(copy);
    engine
        .actor()
        .in(
            transferNanos,
            () -> {
              if (feeds.contains(feed)) {
                feed.online = true;
                feed.session.copy(id, copy);
                missing(copy.endOffset()).forEach(feed.session::stream);
              }
            });
  }

  void feed(Entry entry) {
    for (Feed feed : feeds) {
      if (feed.online) {
        feed.session.stream(entry);
      }
    }
  }

  void acknowledged(Session session, long offset) {
    for (Feed feed : feeds) {
      if (feed.session == session) {
        feed.heardNanos = world.agenda().nowNanos();
        feed.acknowledged = Math.max(feed.acknowledged, offset);
      }
    }
    for (Waiting each : List.copyOf(waiting)) {
      if (reached(each.offset) >= each.wanted) {
        answer(each);
      }
    }
  }

  void gone(Session session) {
    feeds.removeIf(feed -> feed.session == session);
  }

  void closeAll() {
    List<Feed> closing = List.copyOf(feeds);
    feeds.clear();
    closing.forEach(feed -> feed.session.endedByPrimary());
  }

  void cron() {
    long now = world.agenda().nowNanos();
    for (Iterator<Feed> all = feeds.iterator(); all.hasNext(); ) {
      Feed feed = all.next();
      if (feed.online && now - feed.heardNanos > TIMEOUT_NANOS) {
        all.remove();
        feed.session.endedByPrimary();
      }
    }
  }

  /** {@code WAIT}. */
  void await(long offset, int wanted, long patienceNanos, Counted counted) {
    Waiting one = new Waiting(offset, wanted, counted);
    if (reached(offset) >= wanted) {
      counted.count(reached(offset));
      return;
    }
    waiting.add(one);
    feeds.stream().filter(f -> f.online).forEach(f -> f.session.askForAcknowledgement());
    engine.actor().in(patienceNanos, () -> answer(one));
  }

  private void answer(Waiting one) {
    if (waiting.remove(one)) {
      one.counted.count(reached(one.offset));
    }
  }

  private int reached(long offset) {
    return (int) feeds.stream().filter(f -> f.online && f.acknowledged >= offset).count();
  }
}
