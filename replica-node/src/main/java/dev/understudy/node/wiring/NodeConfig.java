package dev.understudy.node.wiring;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** This node's settings. */
@ConfigMapping(prefix = "understudy.node")
public interface NodeConfig {

  /** The node's name, unique in the system, e.g. {@code node-a}. */
  String id();

  /** The region it is in: 1 to 63 letters, digits, dots, hyphens or underscores. */
  @WithDefault("local")
  String region();

  /** The zone it is in. Members of one instance are spread over zones. */
  @WithDefault("a")
  String zone();

  /** The IP address that its members listen on, as the other nodes and clients reach it. */
  String address();

  /** Where its members' data, configuration and logs are. */
  Path dataDir();

  /**
   * Memory for members: the sum of their {@code maxmemory} that may be placed here: 16 MB to 1 PB.
   */
  @WithDefault("1G")
  MemorySize capacityBytes();

  /** {@code redis-server} or {@code valkey-server}: a name on the PATH, or a path. */
  @WithDefault("redis-server")
  Path enginePath();

  /**
   * An engine that must be fenced and doesn't obey in this time is killed: 10 ms to 190 ms, so that
   * all of it is done within what orchestrators at least add to a lease.
   */
  @WithDefault("150ms")
  Duration fenceTimeout();

  /**
   * An engine that doesn't answer in this time is reported as unresponsive: fence timeout to 30 s.
   */
  @WithDefault("1s")
  Duration answerTimeout();

  /**
   * Whether engines go on running when the node is stopped (an upgrade of the node). Nobody fences
   * them meanwhile.
   */
  @WithDefault("false")
  boolean leaveMembersRunning();

  /**
   * How much of its stream each engine keeps, so that members that come back need no full copy: 16
   * KB to 64 GB.
   */
  @WithDefault("16M")
  MemorySize replicationBacklog();

  /** When exited engines are started again. */
  Restart restart();

  /** When snapshots are written: a crashed member's way back by partial resync. */
  Snapshot snapshot();

  /** What a former primary does with writes that its successor lacks, before it follows. */
  Quarantine quarantine();

  /** When exited engines are started again. */
  interface Restart {

    /**
     * The pause before the first restart; doubles with each further one. Long enough for a failover
     * to have the machine for itself: the engine that comes back is a replica anyway. 10 ms to 1
     * min.
     */
    @WithDefault("500ms")
    Duration firstPause();

    /** The longest pause: the first one to 10 min. */
    @WithDefault("5s")
    Duration longestPause();
  }

  /** When snapshots are written. */
  interface Snapshot {

    /** The least time between two snapshots of a member, however much it writes: 100 ms to 1 h. */
    @WithDefault("5s")
    Duration least();

    /** The longest time that changes go without a snapshot: the least one to 24 h. */
    @WithDefault("5m")
    Duration most();
  }

  /** What a former primary does with writes that its successor lacks, before it follows. */
  interface Quarantine {

    /**
     * How long it may take to save its dataset and to compare it; then it follows all the same, and
     * says what is missing. Writing the snapshot of a large dataset takes its time: 1 s to 1 h.
     */
    @WithDefault("30s")
    Duration timeLimit();

    /** How many saved datasets are kept of each member, of its newest epochs: 1 to 1000. */
    @WithDefault("3")
    int salvagesKept();

    /**
     * How many keys are compared with the successor's; if there are more, the figure that is told
     * is a least one: 1 to 1,000,000,000.
     */
    @WithDefault("1000000")
    long mostKeys();
  }
}
