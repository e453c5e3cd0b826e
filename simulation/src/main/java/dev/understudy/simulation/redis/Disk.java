package dev.understudy.simulation.redis;

import dev.understudy.node.domain.Standing;

/** What is on disk of one member; outlives its process and its node's. */
public final class Disk {

  /**
   * A snapshot.
   *
   * @param replicationId null if it was taken without a replication backlog
   */
  public record Snapshot(Entry data, String replicationId) {}

  private Snapshot snapshot;
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
