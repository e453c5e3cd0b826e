package dev.understudy.simulation.redis;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.node.domain.Standing;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What is on disk of one member; outlives its process and its node's. */
public final class Disk {

  /**
   * A snapshot.
   *
   * @param replicationId null if it was taken without a replication backlog
   */
  public record Snapshot(Entry data, String replicationId) {}

  private Snapshot snapshot;
  private final Map<Epoch, Snapshot> salvages = new HashMap<>();
  private Standing standing = Standing.NEW;
  private Standing synced = Standing.NEW;

  public Snapshot snapshot() {
    return snapshot;
  }

  void save(Snapshot newest) {
    snapshot = newest;
  }

  /** The snapshot is gone; what the node wrote is in another file. */
  public void loseSnapshot() {
    snapshot = null;
  }

  /** What was put aside of an epoch's dataset; null: nothing. */
  public Snapshot salvage(Epoch epoch) {
    return salvages.get(epoch);
  }

  /**
   * Puts the snapshot aside.
   *
   * @throws IOException if there is none
   */
  public void putAside(Epoch epoch) throws IOException {
    if (snapshot == null) {
      throw new IOException("there is no snapshot");
    }
    salvages.put(epoch, snapshot);
  }

  public Standing standing() {
    return standing;
  }

  /** Written, but not forced to the disk. */
  public void keep(Standing newest) {
    standing = newest;
  }

  /** Some seconds later everything is on the disk. */
  public void settle() {
    synced = standing;
  }

  /** Without power, what was never forced to the disk is lost. */
  public void losePower() {
    standing = synced;
  }
}
