package dev.understudy.localstack.chaos;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to do.
 *
 * @param lasts how long faults are injected
 * @param seed of their sequence
 * @param synchronousReplicas how many replicas must have an application's write before it counts; 0
 *     in {@link Mode#ASYNC}
 * @param networkObstacle why hosts can't be cut off and disks not filled; empty if they can
 * @param report where to write the figures as JSON; null for nowhere
 */
public record ChaosOptions(
    Duration lasts,
    long seed,
    Mode mode,
    int synchronousReplicas,
    String networkObstacle,
    Path report) {

  boolean ownNetwork() {
    return networkObstacle.isEmpty();
  }
}
