package dev.understudy.simulation.redis;

import dev.understudy.simulation.core.Wire;
import java.util.ArrayDeque;
import java.util.Deque;

/** One replication connection, from PSYNC to its end. */
final class Session {

  private final Engine replica;
  private final Engine primary;
  private final Surroundings world;
  private final Wire toPrimary;
  private final Wire toReplica;
  private final Deque<Entry> heldBack = new ArrayDeque<>();

  Session(Engine replica, Engine primary, Surroundings world) {
    this.replica = replica;
    this.primary = primary;
    this.world = world;
    this.toPrimary = world.network().wire(replica.actor(), primary.actor());
    this.toReplica = world.network().wire(primary.actor(), replica.actor());
  }

  Engine primary() {
    return primary;
  }

  // From the replica.

  void ask(String id, long offset) {
    toPrimary.send(() -> primary.feeds().asked(this, id, offset));
  }

  void acknowledge(long offset) {
    toPrimary.send(() -> primary.feeds().acknowledged(this, offset));
  }

  /** The primary hears of it if it can. */
  void endedByReplica() {
    toReplica.close();
    world
        .network()
        .wire(replica.actor().host(), primary.actor())
        .send(() -> primary.feeds().gone(this));
  }

  // From the primary.

  void refuse() {
    toReplica.send(() -> replica.upstream().refused(this));
  }

  void goOn(String id) {
    toReplica.send(() -> replica.upstream().goOn(this, id));
  }

  void promiseCopy() {
    toReplica.send(() -> replica.upstream().wait(this));
  }

  void copy(String id, Entry data) {
    toReplica.send(() -> replica.upstream().copy(this, id, data));
  }

  void stream(Entry entry) {
    toReplica.send(() -> arrived(entry));
  }

  private void arrived(Entry entry) {
    if (!heldBack.isEmpty() || !replica.upstream().streamed(this, entry)) {
      heldBack.add(entry);
    }
  }

  void deliverHeldBack() {
    while (!heldBack.isEmpty()) {
      replica.upstream().streamed(this, heldBack.poll());
    }
  }

  void askForAcknowledgement() {
    toReplica.send(() -> replica.upstream().acknowledgeNow(this));
  }

  /** The replica hears of it if it can. */
  void endedByPrimary() {
    toPrimary.close();
    toReplica.close();
    world
        .network()
        .wire(primary.actor().host(), replica.actor())
        .send(() -> replica.upstream().broken(this));
  }
}
