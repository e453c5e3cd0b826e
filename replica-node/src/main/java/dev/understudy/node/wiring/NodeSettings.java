package dev.understudy.node.wiring;

import dev.understudy.bus.settings.Bounds;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.node.adapter.process.DataDirLock;
import dev.understudy.node.adapter.process.EngineVersion;
import dev.understudy.node.application.Hosting;
import dev.understudy.node.domain.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings, checked: the engine was asked for its version, the data folder is there and can be
 * written to, the keys are read.
 */
record NodeSettings(
    Hosting hosting,
    EngineVersion version,
    Path enginePath,
    Path dataDir,
    Quarantine quarantine,
    SecretBox box) {

  /**
   * How much is saved and compared of former primaries.
   *
   * @param salvagesKept per member
   */
  record Quarantine(int salvagesKept, long mostKeys) {}

  private static final long MB = 1024L * 1024;
  private static final long GB = 1024 * MB;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final Duration LEAST_PAUSE = Duration.ofMillis(10);

  /** The smallest instance there is needs as much. */
  private static final long LEAST_CAPACITY = 16 * MB;

  private static final long MOST_CAPACITY = 1024 * 1024 * GB;

  /** Engines take nothing less. */
  private static final long LEAST_BACKLOG = 16 * 1024;

  /**
   * From what was set.
   *
   * @throws dev.understudy.contracts.InvalidField naming the property that makes no sense
   */
  static NodeSettings of(NodeConfig config, SecretsConfig secrets) {
    Bounds bounds = new Bounds("understudy.node");
    EngineVersion version = bounds.file("engine-path", config.enginePath(), EngineVersion::of);
    Hosting hosting =
        new Hosting(
            bounds.parsed("id", config.id(), NodeId::of),
            bounds.name("region", config.region()),
            bounds.name("zone", config.zone()),
            bounds.ipAddress("address", config.address()),
            bounds.between(
                "capacity-bytes",
                config.capacityBytes().asLongValue(),
                LEAST_CAPACITY,
                MOST_CAPACITY),
            version.toString(),
            timings(bounds, config),
            config.leaveMembersRunning());
    return new NodeSettings(
        hosting,
        version,
        config.enginePath(),
        bounds.file("data-dir", config.dataDir(), NodeSettings::writableFolder),
        new Quarantine(
            bounds.between("quarantine.salvages-kept", config.quarantine().salvagesKept(), 1, 1000),
            bounds.between(
                "quarantine.most-keys", config.quarantine().mostKeys(), 1, 1_000_000_000)),
        new Bounds("understudy.secrets").file("key-file", secrets.keyFile(), SecretBox::fromFile));
  }

  private static Timings timings(Bounds bounds, NodeConfig config) {
    Duration fence =
        bounds.between("fence-timeout", config.fenceTimeout(), LEAST_PAUSE, Timings.MOST_FENCE);
    Duration answer =
        bounds.between("answer-timeout", config.answerTimeout(), LEAST_PAUSE, LONGEST_ANSWER);
    Duration firstPause =
        bounds.between(
            "restart.first-pause",
            config.restart().firstPause(),
            LEAST_PAUSE,
            Duration.ofMinutes(1));
    Duration longestPause =
        bounds.between(
            "restart.longest-pause",
            config.restart().longestPause(),
            LEAST_PAUSE,
            Duration.ofMinutes(10));
    Duration least =
        bounds.between(
            "snapshot.least",
            config.snapshot().least(),
            Duration.ofMillis(100),
            Duration.ofHours(1));
    Duration most =
        bounds.between(
            "snapshot.most", config.snapshot().most(), Duration.ofMillis(100), Duration.ofDays(1));
    return new Timings(
        fence,
        bounds.atLeast("answer-timeout", answer, "fence-timeout", fence),
        firstPause,
        bounds.atLeast("restart.longest-pause", longestPause, "restart.first-pause", firstPause),
        least,
        bounds.atLeast("snapshot.most", most, "snapshot.least", least),
        bounds.between(
            "replication-backlog",
            config.replicationBacklog().asLongValue(),
            LEAST_BACKLOG,
            64 * GB),
        bounds.between(
            "quarantine.time-limit",
            config.quarantine().timeLimit(),
            Duration.ofSeconds(1),
            Duration.ofHours(1)));
  }

  /**
   * Takes the data folder for this process.
   *
   * @throws dev.understudy.contracts.InvalidField if another node holds it
   */
  static DataDirLock hold(Path dataDir) throws IOException {
    try {
      return DataDirLock.take(dataDir);
    } catch (IllegalStateException e) {
      throw new Bounds("understudy.node")
          .refused(
              "data-dir",
              "can't be used: %s; stop that one, or give each node a folder of its own"
                  .formatted(e.getMessage()));
    }
  }

  private static Path writableFolder(Path folder) throws IOException {
    Path real = Files.createDirectories(folder).toRealPath();
    if (!Files.isWritable(real)) {
      throw new IOException("it can't be written to");
    }
    return real;
  }
}
