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
  private static final String NO_ID = "0";

  private final Surroundings world;
  private final MemberId member;
  private final Actor actor;
  private final Address address;
  private final Disk disk;
  private final String password;
  private final String runId;
  private final Upstream upstream;
  private final Feeds feeds;
  private final List<Runnable> deathWatch = new ArrayList<>();
  private final List<Runnable> heldWrites = new ArrayList<>();

  private Entry data = Entry.empty(0);
  private String replicationId;
  private String formerId = NO_ID;
  private long formerIdEnds;
  private long backlogFirst;
  private Address follows = Parking.ADDRESS;
  private boolean loading;
  private boolean pings = true;
  private long heldUntilNanos;
  private int evictions;
  private int changes;
  private boolean saving;
  private int saves;
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
    this.disk = disk;
    this.password = password;
    this.runId = world.nextId();
    this.replicationId = world.nextId();
    this.upstream = new Upstream(this, world);
    this.feeds = new Feeds(this, world);
  }

  /** Starts it, parked, from the snapshot that there is. */
  public void start() {
    actor.start();
    world.listens(this);
    Disk.Snapshot snapshot = disk.snapshot();
    if (snapshot != null) {
      loading = true;
      actor.in(world.loadingNanos(snapshot.data()), () -> loaded(snapshot));
    }
    actor.in(CRON_NANOS, this::cron);
  }

  private void loaded(Disk.Snapshot snapshot) {
    loading = false;
    boolean history = snapshot.replicationId() != null;
    data =
        history
            ? snapshot.data()
            : new Entry(snapshot.data(), Entry.NO_WRITE, 0, snapshot.data().writes());
    replicationId = history ? snapshot.replicationId() : replicationId;
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
      disk.save(new Disk.Snapshot(data, backlogFirst > 0 ? replicationId : null));
    }
    kill();
  }

  /** Runs when it has ended. */
  public void whenEnded(Runnable watcher) {
    deathWatch.add(watcher);
  }

  private void cron() {
    actor.in(CRON_NANOS, this::cron);
    if (follows == null && pings && !feeds.isEmpty() && !isHolding()) {
      append(data.noise(PING_BYTES));
    }
    upstream.cron();
    feeds.cron();
  }

  // What clients do.

  /** Answers to a write. */
  public enum Answer {
    OK,
    READONLY,
    LOADING
  }

  /** Hears the answer, in the engine; of a write that was taken, also where and in which epoch. */
  public interface WriteListener {
    void answered(Answer answer, Entry entry, Epoch inEpoch);
  }

  /** A client's write has arrived. */
  public void write(long writeId, int connectionEvictions, WriteListener listener) {
    if (connectionEvictions != evictions) {
      return;
    }
    if (loading) {
      listener.answered(Answer.LOADING, null, epoch);
    } else if (follows != null) {
      listener.answered(Answer.READONLY, null, epoch);
    } else if (isHolding()) {
      heldWrites.add(() -> write(writeId, connectionEvictions, listener));
    } else {
      changes++;
      Entry entry =
          backlogFirst > 0
              ? data.write(writeId, WRITE_BYTES)
              : new Entry(data, writeId, data.endOffset(), data.writes() + 1);
      append(entry);
      world.watcher().wrote(this, entry);
      listener.answered(Answer.OK, entry, epoch);
    }
  }

  private void append(Entry entry) {
    data = entry;
    feeds.feed(entry);
  }

  private void releaseWrites() {
    heldUntilNanos = 0;
    List<Runnable> released = List.copyOf(heldWrites);
    heldWrites.clear();
    released.forEach(Runnable::run);
  }

  // What its node does.

  public void hold(Duration length) {
    pings = false;
    heldUntilNanos = world.agenda().nowNanos() + length.toNanos();
    actor.in(
        length.toNanos(),
        () -> {
          if (!isHolding() && !heldWrites.isEmpty()) {
            releaseWrites();
          }
        });
  }

  public void evict() {
    evictions++;
    heldWrites.clear();
  }

  /** {@code REPLICAOF host port}, then {@code CLIENT UNPAUSE}; false: not while it loads. */
  public boolean follow(Address other) {
    if (loading || upstream.isLoading()) {
      return false;
    }
    if (!other.equals(follows)) {
      follows = other;
      upstream.follow(other);
    }
    pings = true;
    releaseWrites();
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
      formerId = replicationId;
      formerIdEnds = data.endOffset() + 1;
      replicationId = world.nextId();
      feeds.closeAll();
    }
    world.watcher().promoted(this);
    pings = true;
    releaseWrites();
    return true;
  }

  public void snapshot() {
    if (saving || loading || upstream.isLoading()) {
      return;
    }
    saving = true;
    int number = ++saves;
    Disk.Snapshot taken = new Disk.Snapshot(data, backlogFirst > 0 ? replicationId : null);
    changes = 0;
    actor.in(
        world.chance().latency(100_000_000),
        () -> {
          if (number == saves) {
            saving = false;
            disk.save(taken);
          }
        });
  }

  /** {@code PUBLISH} and {@code WAIT}. */
  public void askReplicas(int wanted, Duration patience, java.util.function.IntConsumer counted) {
    if (backlogFirst > 0) {
      append(data.noise(PUBLISH_BYTES));
    }
    feeds.await(data.endOffset(), wanted, patience.toNanos(), counted::accept);
  }

  public EngineFacts facts() {
    boolean primary = follows == null;
    return new EngineFacts(
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        runId,
        replicationId,
        formerId,
        new Offset(data.endOffset()),
        Optional.ofNullable(follows),
        primary ? LinkState.NONE : upstream.state(),
        primary ? Duration.ZERO : upstream.silence(),
        loading || upstream.isLoading(),
        upstream.isLoading() || loading ? 0 : data.writes(),
        feeds.count(),
        feeds.fullResyncs(),
        feeds.partialResyncs(),
        backlogFirst,
        saving,
        false,
        changes);
  }

  // What replication does.

  /** The copy that has come replaces the snapshot; one that is being written is given up. */
  void replaceSnapshot(String id, Entry copy) {
    saves++;
    saving = false;
    disk.save(new Disk.Snapshot(copy, id));
  }

  void become(String id, Entry copy) {
    replicationId = id;
    formerId = NO_ID;
    data = copy;
    backlogFirst = copy.endOffset() + 1;
    changes = 0;
    feeds.closeAll();
  }

  void goOnAs(String id) {
    if (!id.equals(replicationId)) {
      formerId = replicationId;
      formerIdEnds = data.endOffset() + 1;
      replicationId = id;
      feeds.closeAll();
    }
    if (backlogFirst == 0) {
      backlogFirst = data.endOffset() + 1;
    }
  }

  void apply(Engine from, Entry entry) {
    if (entry.before() != data) {
      world.watcher().corrupted(this, from);
    }
    append(entry);
    world.watcher().applied(this, from, entry);
  }

  /** The first replica ever begins a new history. */
  void beginBacklog() {
    if (backlogFirst == 0) {
      replicationId = world.nextId();
      formerId = NO_ID;
      backlogFirst = data.endOffset() + 1;
    }
  }

  /** Whether what a replica has is where this stream once was, and the backlog has the rest. */
  boolean continues(String id, long offset) {
    boolean same = id.equals(replicationId) || id.equals(formerId) && offset + 1 <= formerIdEnds;
    return same && backlogFirst > 0 && offset + 1 >= backlogFirst && offset <= data.endOffset();
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

  // What anybody can see.

  public boolean isRunning() {
    return actor.isAlive();
  }

  /** Whether a client's write would be taken now. */
  public boolean takesWrites() {
    return isRunning() && !actor.isFrozen() && !loading && follows == null && !isHolding();
  }

  public boolean isPrimary() {
    return follows == null;
  }

  private boolean isHolding() {
    return world.agenda().nowNanos() < heldUntilNanos;
  }

  public boolean isLoading() {
    return loading || upstream.isLoading();
  }

  public boolean accepts(String offered) {
    return password.equals(offered);
  }

  public int evictions() {
    return evictions;
  }

  public Entry data() {
    return data;
  }

  public String runId() {
    return runId;
  }

  public String replicationId() {
    return replicationId;
  }

  public String formerReplicationId() {
    return formerId;
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
