package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.Resync;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.node.adapter.redis.KeyComparison;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Comparison;
import dev.understudy.node.domain.MemberIdentity;
import dev.understudy.node.harness.Cluster;
import dev.understudy.node.harness.EngineBed;
import dev.understudy.node.harness.LocalEngines;
import dev.understudy.node.harness.PlainRedis;
import dev.understudy.node.harness.Redis;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary writes what no replica gets, and is deposed; with real engines. */
@Timeout(60)
class QuarantineScenariosTest {

  private static final int LOST = 100;

  private final EngineBed engines = new LocalEngines();
  @TempDir Path folder;
  private Cluster cluster;
  private Cluster.Host old;
  private Cluster.Host successor;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(engines.missing().isEmpty(), () -> engines.missing().orElseThrow());
    cluster = new Cluster(engines, folder, 2, Duration.ofSeconds(2));
    old = cluster.host(0);
    successor = cluster.host(1);
    cluster.open(1, Cause.INSTANCE_CREATED, null);
    cluster.await(MemberJoined.class, successor, Cluster.joined(1));
    cluster.elect(1, old);
    cluster.await(MemberFollowing.class, successor, Cluster.joined(1));
    set("shared", "before");
    try (Redis admin = old.admin()) {
      assertThat(admin.run("WAIT", "1", "5000")).isEqualTo("1");
    }
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private void set(String key, String value) {
    try (Redis redis = old.redis()) {
      assertThat(redis.run("SET", key, value)).isEqualTo("OK");
    }
  }

  private static String get(Cluster.Host host, String key) {
    try (Redis redis = host.redis()) {
      return redis.run("GET", key);
    }
  }

  /** Returns how many bytes the successor lacks when it has joined epoch 2. */
  private long writeWhatNobodyGets() throws Exception {
    successor.signal("STOP");
    try (Redis admin = old.admin()) {
      assertThat(admin.run("CLIENT", "KILL", "TYPE", "replica")).isEqualTo("1");
    }
    for (int i = 0; i < LOST; i++) {
      set("lost:" + i, "value " + i);
    }
    set("shared", "after");
    cluster.open(2, Cause.PRIMARY_DEAD, old);
    long offset = cluster.await(MemberJoined.class, old, Cluster.joined(2)).offset().value();
    successor.signal("CONT");
    return offset
        - cluster.await(MemberJoined.class, successor, Cluster.joined(2)).offset().value();
  }

  private MemberQuarantined awaitQuarantine() {
    cluster.elect(2, successor);
    cluster.await(MemberPromoted.class, successor, Cluster.joined(2));
    return cluster.await(MemberQuarantined.class, old, Cluster.joined(2));
  }

  private void awaitFollowing() {
    assertThat(cluster.await(MemberFollowing.class, old, Cluster.joined(2)).resync())
        .isEqualTo(Resync.FULL);
    try (Redis redis = successor.redis()) {
      assertThat(redis.run("SET", "new", "era")).isEqualTo("OK");
    }
    Cluster.eventually(() -> assertThat(get(old, "new")).isEqualTo("era"));
    assertThat(get(old, "shared")).isEqualTo("before");
    assertThat(get(old, "lost:0")).isNull();
  }

  @Test
  void itsDatasetIsSavedAndComparedBeforeItIsReplaced() throws Exception {
    long bytes = writeWhatNobodyGets();
    assertThat(bytes).isPositive();
    MemberQuarantined quarantined = awaitQuarantine();
    assertThat(quarantined.problem()).isNull();
    assertThat(quarantined.ledEpoch()).isEqualTo(Epoch.of(1));
    assertThat(quarantined.divergingBytes()).isEqualTo(bytes);
    assertThat(quarantined.keysDiffering()).isEqualTo(LOST + 1);
    assertThat(quarantined.complete()).isTrue();
    Path saved = Path.of(quarantined.path());
    assertThat(saved)
        .isEqualTo(folder.toRealPath().resolve("a").resolve("salvage/demo-a-epoch-1.rdb"));
    awaitFollowing();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
        .isEqualTo("rw-------");
    loads(saved);
    assertThat(cluster.events.indexOf(quarantined))
        .isLessThan(
            cluster.events.indexOf(
                cluster.last(MemberFollowing.class, old, Cluster.joined(2)).orElseThrow()));
  }

  private void loads(Path saved) throws Exception {
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    Files.copy(saved, fresh.resolve("dump.rdb"));
    try (PlainRedis other =
            new PlainRedis(fresh, new Address("127.0.0.1", FreePort.anywhere()), List.of());
        Redis redis = other.redis()) {
      assertThat(redis.run("DBSIZE")).isEqualTo(String.valueOf(LOST + 1));
      assertThat(redis.run("GET", "shared")).isEqualTo("after");
      for (int i = 0; i < LOST; i++) {
        assertThat(redis.run("GET", "lost:" + i)).isEqualTo("value " + i);
      }
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsToldAndKeepsNobodyFromFollowing() throws Exception {
    Files.writeString(folder.resolve("a").resolve("salvage"), "not a folder");
    writeWhatNobodyGets();
    MemberQuarantined quarantined = awaitQuarantine();
    assertThat(quarantined.path()).isNull();
    assertThat(quarantined.problem()).contains("could not be put aside").contains("salvage");
    assertThat(quarantined.keysDiffering()).isEqualTo(LOST + 1);
    awaitFollowing();
  }

  @Test
  void aSnapshotThatCannotBeWrittenIsTold() throws Exception {
    Path dump = old.memberFolder().resolve("dump.rdb");
    Cluster.eventually(() -> assertThat(dump).exists());
    long bytes = writeWhatNobodyGets();
    Files.delete(dump);
    Path inTheWay = Files.createDirectories(dump.resolve("in the way"));
    MemberQuarantined quarantined = awaitQuarantine();
    assertThat(quarantined.path()).isNull();
    assertThat(quarantined.problem()).contains("could not write its snapshot");
    assertThat(quarantined.divergingBytes()).isEqualTo(bytes);
    Files.delete(inTheWay);
    Files.delete(dump);
    awaitFollowing();
  }

  @Test
  void comparesWhatKeysMeanInAllDatabases() {
    try (Redis redis = old.redis();
        Redis admin = old.admin()) {
      redis.run("RPUSH", "same list", "1", "2");
      redis.run("HSET", "same hash", "a", "1", "b", "2");
      redis.run("SET", "differs", "here");
      redis.run("SELECT", "3");
      redis.run("SET", "only here", "1");
      assertThat(admin.run("WAIT", "1", "5000")).isEqualTo("1");
    }
    try (Redis admin = successor.admin()) {
      admin.run("CONFIG", "SET", "replica-read-only", "no");
      admin.run("SET", "differs", "there");
      admin.run("SELECT", "3");
      admin.run("DEL", "only here");
      admin.run("SELECT", "5");
      admin.run("SET", "only there", "1");
    }
    assertThat(compare(1_000)).isEqualTo(Comparison.of(3));
  }

  @Test
  void comparesNoMoreKeysThanItMay() {
    try (Redis redis = old.redis();
        Redis admin = old.admin()) {
      for (int i = 0; i < 1_000; i++) {
        redis.run("SET", "key " + i, "value");
      }
      assertThat(admin.run("WAIT", "1", "5000")).isEqualTo("1");
    }
    Comparison found = compare(300);
    assertThat(found.complete()).isFalse();
    assertThat(found.problem()).isEqualTo("only the first 300 keys were compared");
  }

  @Test
  void anEngineThatHangsEndsTheComparisonInTime() throws Exception {
    successor.signal("STOP");
    long began = System.nanoTime();
    Vertx vertx = Vertx.vertx();
    try {
      assertThat(comparing(vertx, 1_000).handle((found, failure) -> failure.getMessage()))
          .succeedsWithin(Duration.ofSeconds(5))
          .asString()
          .contains("no login to its successor at " + successor.address);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    successor.signal("CONT");
  }

  private Comparison compare(long mostKeys) {
    Vertx vertx = Vertx.vertx();
    try {
      return comparing(vertx, mostKeys).orTimeout(10, TimeUnit.SECONDS).join();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private CompletableFuture<Comparison> comparing(Vertx vertx, long mostKeys) {
    EngineSettings here =
        new EngineSettings(
            new MemberIdentity(Cluster.DEMO, old.member, null),
            old.address,
            0,
            0,
            Cluster.PASSWORDS);
    return new KeyComparison(vertx, mostKeys)
        .compare(here, successor.address, Duration.ofSeconds(3))
        .toCompletableFuture();
  }
}
