package dev.understudy.simulation.people;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Chance;
import dev.understudy.simulation.core.Network;
import dev.understudy.simulation.core.Wire;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Entry;
import dev.understudy.simulation.redis.Surroundings;
import dev.understudy.simulation.redis.WriteListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes all the time, and waits for acknowledgements if the instance is synchronous: to the
 * primary that DNS names, as an application does, and to every member that it ever knew, as only a
 * client with a pool of old connections does.
 */
public final class Client {

  private static final long PAUSE_NANOS = 60_000_000;
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final Duration WAIT = Duration.ofMillis(500);

  /** Hears of a write that was acknowledged to its client. */
  public interface Receipts {
    void acknowledged(long writeId, Entry entry, Epoch inEpoch);
  }

  private final Actor actor;
  private final Network network;
  private final Surroundings surroundings;
  private final Chance chance;
  private final Supplier<Map<Address, Boolean>> targets;
  private final Receipts receipts;
  private final Map<Address, Connection> connections = new HashMap<>();
  private final WriteIds ids;
  private final int acknowledgements;

  /** Numbers all writes of all clients. */
  public static final class WriteIds {
    private long last;

    long next() {
      return ++last;
    }
  }

  /**
   * @param acknowledgements how many replicas must have a write before it counts; 0: none
   * @param targets where it may write now; true: that is the primary's name
   */
  public Client(
      Actor actor,
      Network network,
      Surroundings surroundings,
      Chance chance,
      WriteIds ids,
      int acknowledgements,
      Supplier<Map<Address, Boolean>> targets,
      Receipts receipts) {
    this.actor = actor;
    this.network = network;
    this.surroundings = surroundings;
    this.chance = chance;
    this.ids = ids;
    this.acknowledgements = acknowledgements;
    this.targets = targets;
    this.receipts = receipts;
  }

  public void start() {
    actor.start();
    actor.in(chance.between(0, PAUSE_NANOS), this::write);
  }

  private void write() {
    actor.in(chance.latency(PAUSE_NANOS), this::write);
    targets
        .get()
        .forEach(
            (address, named) -> {
              // The old ones now and then; the named one always.
              if (named || chance.permille(300)) {
                connections.computeIfAbsent(address, Connection::new).write();
              }
            });
  }

  /** To one address; at most one write at a time is on its way. */
  private final class Connection {

    private final Address address;
    private Engine engine;
    private int evictions;
    private Wire there;
    private Wire back;
    private boolean busy;
    private int attempt;

    Connection(Address address) {
      this.address = address;
    }

    void write() {
      if (busy) {
        return;
      }
      Engine present = surroundings.at(address);
      if (present == null) {
        return;
      }
      if (present != engine || engine.evictions() != evictions) {
        if (!network.connects(actor.host(), present.actor().host())) {
          return;
        }
        connect(present);
      }
      send();
    }

    private void connect(Engine present) {
      engine = present;
      evictions = present.evictions();
      there = network.wire(actor, present.actor());
      back = network.wire(present.actor(), actor);
    }

    private void send() {
      busy = true;
      int mine = ++attempt;
      long id = ids.next();
      Engine used = engine;
      int connectedAt = evictions;
      Wire answers = back;
      there.send(
          () ->
              used.write(
                  id,
                  connectedAt,
                  (answer, entry, epoch) ->
                      answers.send(() -> answered(mine, id, answer, entry, epoch))));
      actor.in(PATIENCE_NANOS, () -> giveUp(mine));
    }

    private void answered(
        int which, long id, WriteListener.Answer answer, Entry entry, Epoch epoch) {
      boolean taken = answer == WriteListener.Answer.OK;
      if (taken && acknowledgements > 0) {
        await(which, id, entry, epoch);
        return;
      }
      if (taken) {
        receipts.acknowledged(id, entry, epoch);
      }
      busy = busy && which != attempt;
    }

    /** On the same connection: whoever has another one by now has given up. */
    private void await(int which, long id, Entry entry, Epoch epoch) {
      if (which != attempt || engine == null) {
        return;
      }
      Engine used = engine;
      int connectedAt = evictions;
      Wire answers = back;
      there.send(
          () ->
              used.await(
                  entry,
                  acknowledgements,
                  WAIT,
                  connectedAt,
                  count -> answers.send(() -> counted(which, id, entry, epoch, count))));
    }

    private void counted(int which, long id, Entry entry, Epoch epoch, int replicas) {
      if (replicas >= acknowledgements) {
        receipts.acknowledged(id, entry, epoch);
      }
      busy = busy && which != attempt;
    }

    private void giveUp(int which) {
      if (busy && which == attempt) {
        busy = false;
        engine = null;
      }
    }
  }
}
