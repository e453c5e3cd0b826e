package dev.understudy.simulation.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.node.domain.EngineFacts;
import dev.understudy.node.domain.Parking;
import dev.understudy.simulation.core.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One redis-server process, as far as replication goes (Redis 7.0, {@code replication.c}): ids,
 * offsets, backlog, partial and full resyncs, snapshots with replication ids, paused writes. Its
 * dataset is the list of all writes that it has.
 */
public final class Engine {

  static final long WRITE_BYTES = 100;
  private static final long PING_BYTES = 14;
  private static final long PUBLISH_BYTES = 50;
  private static final long CRON_NANOS = 1_000_000_000L;

  private final Surroundings world;
  private final MemberId member;
  private final Actor actor;
  private final Address address;
  private final Snapshots snapshots;
  private final String password;
  private final String runId;
  private final Upstream upstream;
  private final Feeds feeds;
  private final List<Runnable> deathWatch = new ArrayList<>();
  private final Gate gate;
  private final History history;

  private Entry data = Entry.empty(0);
  private Address follows = Parking.ADDRESS;
  private boolean loading;
  private int leastReplicas;
  private boolean pings = true;
  private Epoch epoch = Epoch.NONE;

  /** A process that isn't started yet. */
  public Engine(
      Surroundings world,
      MemberId member,
      Actor actor,
      Address address,
      Disk disk,
      String password) {
    this.world = world;
    this.member = member;
    this.actor = actor;
    this.address = address;
    this.snapshots = new Snapshots(world, actor, disk);
    this.password = password;
    this.runId = world.nextId();
    this.history = new History(world);
    this.gate = new Gate(world.agenda());
    this.upstream = new Upstream(this, world);
    this.feeds = new Feeds(this, world);
  }

  /** Starts it, parked, from the snapshot that there is. */
  public void start() {
    actor.start();
    world.listens(this);
    Disk.Snapshot snapshot = snapshots.onDisk();
    if (snapshot != null) {
      loading = true;
      actor.in(world.loadingNanos(snapshot.data()), () -> loaded(snapshot));
    }
    actor.in(CRON_NANOS, this::cron);
  }

  private void loaded(Disk.Snapshot snapshot) {
    loading = false;
    Entry saved = snapshot.data();
    if (snapshot.replicationId() == null) {
      data = new Entry(saved, Entry.NO_WRITE, 0, saved.writes());
    } else {
      data = saved;
      history.restore(snapshot.replicationId());
    }
  }

  /** Ends it without a warning. */
  public void kill() {
    if (isRunning()) {
      actor.die();
      upstream.close();
      feeds.closeAll();
      List.copyOf(deathWatch).forEach(Runnable::run);
      deathWatch.clear();
    }
  }

  /** Ends it with a snapshot. */
  public void shutDown() {
    if (!loading) {
      snapshots.replace(new Disk.Snapshot(data, history.saved()));
    }
    kill();
  }

  /** Runs when it has ended. */
  public void whenEnded(Runnable watcher) {
    deathWatch.add(watcher);
  }

  private void cron() {
    actor.in(CRON_NANOS, this::cron);
    if (follows == null && pings && !feeds.isEmpty() && !gate.isClosed()) {
      append(data.noise(PING_BYTES));
    }
    upstream.cron();
    feeds.cron();
  }

  // What clients do.

  /** A client's write has arrived. */
  public void write(long writeId, int connectionEvictions, WriteListener listener) {
    if (connectionEvictions != gate.evictions()) {
      return;
    }
    if (loading) {
      listener.answered(WriteListener.Answer.LOADING, null, epoch);
    } else if (follows != null) {
      listener.answered(WriteListener.Answer.READONLY, null, epoch);
    } else if (gate.isClosed()) {
      gate.keep(() -> write(writeId, connectionEvictions, listener));
    } else if (feeds.good() < leastReplicas) {
      listener.answered(WriteListener.Answer.NOREPLICAS, null, epoch);
    } else {
      snapshots.changed();
      Entry entry =
          history.hasBacklog()
              ? data.write(writeId, WRITE_BYTES)
              : new Entry(data, writeId, data.endOffset(), data.writes() + 1);
      append(entry);
      world.watcher().wrote(this, entry);
      listener.answered(WriteListener.Answer.OK, entry, epoch);
    }
  }

  /** {@code WAIT}: a client asks how many replicas have its last write. */
  public void await(
      Entry entry, int wanted, Duration patience, int connectionEvictions, IntConsumer counted) {
    if (connectionEvictions == gate.evictions() && follows == null) {
      feeds.await(entry.endOffset(), wanted, patience.toNanos(), counted::accept);
    }
  }

  private void append(Entry entry) {
    data = entry;
    feeds.feed(entry);
  }

  // What its node does.

  public void hold(Duration length) {
    pings = false;
    gate.close(length.toNanos());
    actor.in(length.toNanos(), gate::openIfDue);
  }

  public void evict() {
    gate.evict();
    feeds.abandonWaits();
  }

  /** {@code min-replicas-to-write}. */
  public void requireReplicas(int least) {
    leastReplicas = least;
  }

  /** {@code REPLICAOF host port}, then {@code CLIENT UNPAUSE}; false: not while it loads. */
  public boolean follow(Address other) {
    if (loading || upstream.isLoading()) {
      return false;
    }
    if (!other.equals(follows)) {
      follows = other;
      feeds.abandonWaits();
      upstream.follow(other);
    }
    pings = true;
    gate.open();
    return true;
  }

  /** {@code REPLICAOF NO ONE}, then {@code CLIENT UNPAUSE}; false: not while it loads. */
  public boolean promote(Epoch newEpoch) {
    if (loading || upstream.isLoading()) {
      return false;
    }
    epoch = newEpoch;
    if (follows != null) {
      follows = null;
      upstream.close();
      history.branch(data.endOffset());
      feeds.closeAll();
    }
    world.watcher().promoted(this);
    pings = true;
    gate.open();
    return true;
  }

  /** {@code BGSAVE}; false: not while it loads, or writes one already. */
  public boolean snapshot() {
    return !isLoading() && snapshots.begin(new Disk.Snapshot(data, history.saved()));
  }

  /** {@code PUBLISH} and {@code WAIT}. */
  public void askReplicas(int wanted, Duration patience, IntConsumer counted) {
    if (history.hasBacklog()) {
      append(data.noise(PUBLISH_BYTES));
    }
    feeds.await(data.endOffset(), wanted, patience.toNanos(), counted::accept);
  }

  public EngineFacts facts() {
    boolean primary = follows == null;
    return new EngineFacts(
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        runId,
        history.id(),
        history.formerId(),
        new Offset(data.endOffset()),
        Optional.ofNullable(follows),
        primary ? LinkState.NONE : upstream.state(),
        primary ? Duration.ZERO : upstream.silence(),
        loading || upstream.isLoading(),
        upstream.isLoading() || loading ? 0 : data.writes(),
        feeds.count(),
        feeds.fullResyncs(),
        feeds.partialResyncs(),
        history.backlogFirst(),
        snapshots.isRunning(),
        false,
        snapshots.changes());
  }

  // What replication does.

  void become(String id, Entry copy) {
    history.replace(id, copy.endOffset());
    data = copy;
    feeds.closeAll();
  }

  void goOnAs(String id) {
    if (history.goOnAs(id, data.endOffset())) {
      feeds.closeAll();
    }
  }

  void apply(Engine from, Entry entry) {
    if (entry.before() != data) {
      world.watcher().corrupted(this, from);
    }
    append(entry);
    world.watcher().applied(this, from, entry);
  }

  boolean mayFeed() {
    return !loading && !upstream.isLoading() && (follows == null || upstream.isUp());
  }

  Upstream upstream() {
    return upstream;
  }

  Feeds feeds() {
    return feeds;
  }

  Snapshots snapshots() {
    return snapshots;
  }

  History history() {
    return history;
  }

  // What anybody can see.

  public boolean isRunning() {
    return actor.isAlive();
  }

  /** Whether a client's write would be taken now. */
  public boolean takesWrites() {
    return isRunning() && !actor.isFrozen() && !loading && follows == null && !gate.isClosed();
  }

  public boolean isPrimary() {
    return follows == null;
  }

  public boolean isLoading() {
    return loading || upstream.isLoading();
  }

  public boolean accepts(String offered) {
    return password.equals(offered);
  }

  public int evictions() {
    return gate.evictions();
  }

  public Entry data() {
    return data;
  }

  public String runId() {
    return runId;
  }

  public MemberId member() {
    return member;
  }

  public Actor actor() {
    return actor;
  }

  public Address address() {
    return address;
  }

  /** The epoch that it was promoted in last. */
  public Epoch epoch() {
    return epoch;
  }

  @Override
  public String toString() {
    return member + "(" + (follows == null ? "primary" : "replica") + " " + data + ")";
  }
}
