package dev.understudy.simulation.redis;

import dev.understudy.simulation.core.Actor;

/** {@code BGSAVE}, and what else writes the dataset to disk. */
final class Snapshots {

  private static final long USUAL_NANOS = 100_000_000;

  private final Surroundings world;
  private final Actor actor;
  private final Disk disk;
  private int begun;
  private boolean running;
  private int changes;

  Snapshots(Surroundings world, Actor actor, Disk disk) {
    this.world = world;
    this.actor = actor;
    this.disk = disk;
  }

  /** Null: there is none. */
  Disk.Snapshot onDisk() {
    return disk.snapshot();
  }

  /** Writes what there is now, in the background; false: one is being written already. */
  boolean begin(Disk.Snapshot snapshot) {
    if (running) {
      return false;
    }
    running = true;
    changes = 0;
    int number = ++begun;
    actor.in(
        world.chance().latency(USUAL_NANOS),
        () -> {
          if (number == begun) {
            running = false;
            disk.save(snapshot);
          }
        });
    return true;
  }

  /** A copy that has come replaces the snapshot; one that is being written is given up. */
  void replace(Disk.Snapshot snapshot) {
    begun++;
    running = false;
    changes = 0;
    disk.save(snapshot);
  }

  void changed() {
    changes++;
  }

  boolean isRunning() {
    return running;
  }

  int changes() {
    return changes;
  }
}
