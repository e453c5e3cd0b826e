package dev.understudy.simulation.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.member.LinkState;
import java.time.Duration;

/** A replica's side of replication. */
final class Upstream {

  private static final long TIMEOUT_NANOS = 60_000_000_000L;

  private enum Stage {
    DOWN,
    ASKING,
    COPYING,
    LOADING,
    UP
  }

  private final Engine engine;
  private final Surroundings world;
  private Address address;
  private Session session;
  private Stage stage = Stage.DOWN;
  private long lastHeardNanos;

  Upstream(Engine engine, Surroundings world) {
    this.engine = engine;
    this.world = world;
    this.lastHeardNanos = world.agenda().nowNanos();
  }

  void follow(Address wanted) {
    close();
    address = wanted;
    connect();
  }

  void close() {
    address = null;
    drop();
  }

  private void drop() {
    if (session != null) {
      session.endedByReplica();
      session = null;
      lastHeardNanos = world.agenda().nowNanos();
    }
    stage = Stage.DOWN;
  }

  void cron() {
    long now = world.agenda().nowNanos();
    if (session != null && stage != Stage.LOADING && now - lastHeardNanos > TIMEOUT_NANOS) {
      drop();
    }
    if (session == null && address != null) {
      connect();
    } else if (session != null && stage == Stage.UP) {
      session.acknowledge(engine.data().endOffset());
    }
  }

  private void connect() {
    Engine peer = world.at(address);
    boolean possible =
        peer != null
            && peer != engine
            && world.network().connects(engine.actor().host(), peer.actor().host());
    if (possible) {
      stage = Stage.ASKING;
      lastHeardNanos = world.agenda().nowNanos();
      session = new Session(engine, peer, world);
      session.ask(engine.history().id(), engine.data().endOffset());
    }
  }

  // What the primary answers; only the present session counts.

  void refused(Session from) {
    if (from == session) {
      drop();
    }
  }

  void goOn(Session from, String id) {
    if (from == session) {
      heard();
      stage = Stage.UP;
      engine.goOnAs(id);
      session.acknowledge(engine.data().endOffset());
    }
  }

  void wait(Session from) {
    if (from == session) {
      heard();
      stage = Stage.COPYING;
    }
  }

  /** The copy has arrived; it replaces the snapshot on disk, then what is in memory. */
  void copy(Session from, String id, Entry data) {
    if (from != session) {
      return;
    }
    heard();
    stage = Stage.LOADING;
    world.watcher().replacing(engine, from.primary(), data);
    engine.snapshots().replace(new Disk.Snapshot(data, id));
    engine.actor().in(world.loadingNanos(data), () -> loaded(from, id, data));
  }

  private void loaded(Session from, String id, Entry data) {
    engine.become(id, data);
    stage = Stage.DOWN;
    if (from == session) {
      stage = Stage.UP;
      heard();
      session.deliverHeldBack();
      session.acknowledge(engine.data().endOffset());
    }
  }

  /** False while it loads: what comes must be kept. */
  boolean streamed(Session from, Entry entry) {
    if (from != session) {
      return true;
    }
    heard();
    if (stage != Stage.UP) {
      return false;
    }
    engine.apply(from.primary(), entry);
    return true;
  }

  /** {@code REPLCONF GETACK}, in its place in the stream. */
  void acknowledgeNow(Session from) {
    if (from == session && stage == Stage.UP) {
      session.acknowledge(engine.data().endOffset());
    }
  }

  void broken(Session from) {
    if (from == session) {
      session = null;
      lastHeardNanos = world.agenda().nowNanos();
      stage = stage == Stage.LOADING ? stage : Stage.DOWN;
    }
  }

  private void heard() {
    lastHeardNanos = world.agenda().nowNanos();
  }

  LinkState state() {
    return switch (stage) {
      case UP -> LinkState.UP;
      case COPYING, LOADING -> LinkState.SYNCING;
      case DOWN, ASKING -> LinkState.DOWN;
    };
  }

  boolean isUp() {
    return stage == Stage.UP;
  }

  boolean isLoading() {
    return stage == Stage.LOADING;
  }

  /** In whole seconds, as INFO tells it. */
  Duration silence() {
    long nanos = world.agenda().nowNanos() - lastHeardNanos;
    return Duration.ofSeconds(nanos / 1_000_000_000L);
  }
}
