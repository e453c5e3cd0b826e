package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.node.harness.Cluster;
import dev.understudy.node.harness.EngineBed;
import dev.understudy.node.harness.Redis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes with real engines; the test plays the orchestrator. */
abstract class FailoverScenarios {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final EngineBed engines;
  private final long began = System.nanoTime();
  @TempDir Path folder;
  private Cluster cluster;

  FailoverScenarios(EngineBed engines) {
    this.engines = engines;
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(engines.missing().isEmpty(), () -> engines.missing().orElseThrow());
    cluster = new Cluster(engines, folder, 3, TIMEOUT);
    cluster.open(1, Cause.INSTANCE_CREATED, null);
    cluster.await(MemberJoined.class, cluster.host(1), epoch(1));
    cluster.await(MemberJoined.class, cluster.host(2), epoch(1));
    cluster.elect(1, cluster.host(0));
    cluster.await(MemberPromoted.class, cluster.host(0), epoch(1));
    cluster.await(MemberFollowing.class, cluster.host(1), epoch(1));
    cluster.await(MemberFollowing.class, cluster.host(2), epoch(1));
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static Predicate<MemberEvent> epoch(long epoch) {
    return Cluster.joined(epoch);
  }

  /** Returns when every attached replica has it. */
  private void write(int host, String key, String value) {
    try (Redis redis = cluster.host(host).redis()) {
      assertThat(redis.run("SET", key, value)).isEqualTo("OK");
      try (Redis admin = cluster.host(host).admin()) {
        admin.run("PUBLISH", "any", "thing");
        String replicas = admin.info("connected_slaves");
        assertThat(admin.run("WAIT", replicas, "5000")).isGreaterThanOrEqualTo(replicas);
      }
    }
  }

  private String read(int host, String key) {
    try (Redis redis = cluster.host(host).redis()) {
      return redis.run("GET", key);
    }
  }

  private String info(int host, String field) {
    try (Redis admin = cluster.host(host).admin()) {
      return admin.info(field);
    }
  }

  private void awaitSnapshot(int host) {
    Cluster.eventually(
        () -> assertThat(cluster.host(host).memberFolder().resolve("dump.rdb")).exists());
  }

  @Test
  void afterACrashEverybodyResumesPartially() throws Exception {
    write(0, "before", "crash");
    awaitSnapshot(0);
    Cluster.Host old = cluster.host(0);
    old.signal("KILL");
    MemberExited exited = cluster.await(MemberExited.class, old, any -> true);
    assertThat(exited.exitCode()).isEqualTo(137);
    assertThat(exited.role()).isEqualTo(MemberRole.PRIMARY);
    cluster.open(2, Cause.PRIMARY_CRASHED, old);
    assertThat(cluster.await(MemberFenced.class, old, epoch(2)).method())
        .isEqualTo(FenceMethod.NOT_RUNNING);
    cluster.await(MemberJoined.class, cluster.host(2), epoch(2));
    cluster.elect(2, cluster.host(1));
    cluster.await(MemberPromoted.class, cluster.host(1), epoch(2));
    write(1, "after", "crash");
    assertThat(cluster.await(MemberFollowing.class, cluster.host(2), epoch(2)).resync())
        .isEqualTo(Resync.PARTIAL);
    cluster.await(MemberJoined.class, old, epoch(2));
    assertThat(cluster.await(MemberFollowing.class, old, epoch(2)).resync())
        .isEqualTo(Resync.PARTIAL);
    assertThat(info(1, "sync_full")).isEqualTo("0");
    Cluster.eventually(() -> assertThat(read(0, "after")).isEqualTo("crash"));
    assertThat(read(0, "before")).isEqualTo("crash");
  }

  @Test
  void aReplicaThatLostItsSnapshotSaysThatItCopiedAll() throws Exception {
    awaitSnapshot(2);
    Cluster.Host replica = cluster.host(2);
    Files.delete(replica.memberFolder().resolve("dump.rdb"));
    kill(replica, Resync.FULL);
    awaitSnapshot(2);
    write(0, "more", "data");
    kill(replica, Resync.PARTIAL);
  }

  /** Ends the engine by force and waits until it has followed again, in this way. */
  private void kill(Cluster.Host replica, Resync expected) throws Exception {
    int before = cluster.events.size();
    replica.signal("KILL");
    Cluster.eventually(
        () ->
            assertThat(cluster.since(before))
                .filteredOn(MemberFollowing.class::isInstance)
                .extracting(event -> ((MemberFollowing) event).resync())
                .containsExactly(expected));
  }

  @Test
  void aStoppedPrimaryIsKilledWhenItIsDeposed() throws Exception {
    Cluster.Host old = cluster.host(0);
    old.signal("STOP");
    cluster.open(2, Cause.PRIMARY_HUNG, old);
    assertThat(cluster.await(MemberFenced.class, old, epoch(2)).method())
        .isEqualTo(FenceMethod.KILLED);
    cluster.elect(2, cluster.host(2));
    cluster.await(MemberPromoted.class, cluster.host(2), epoch(2));
    cluster.await(MemberFollowing.class, old, epoch(2));
  }

  @Test
  void aStoppedPrimaryIsKilledWhenItsLeaseEnds() throws Exception {
    Cluster.Host old = cluster.host(0);
    old.signal("STOP");
    assertThat(cluster.await(MemberFenced.class, old, epoch(1)).method())
        .isEqualTo(FenceMethod.KILLED);
  }

  @Test
  void aPrimaryThatAScriptBlocksForLongerThanItsLeaseIsNotFenced() throws Exception {
    Cluster.Host primary = cluster.host(0);
    long pid = primary.pid();
    write(0, "before", "script");
    try (Redis client = primary.redis()) {
      client.send("EVAL", "while true do end", "0");
      Cluster.eventually(() -> assertThat(pinged(primary)).startsWith("-BUSY"));
      Awaitility.await()
          .during(TIMEOUT.multipliedBy(2))
          .atMost(TIMEOUT.multipliedBy(4))
          .until(() -> cluster.last(MemberFenced.class, primary, any -> true).isEmpty());
      try (Redis admin = primary.admin()) {
        assertThat(admin.run("SCRIPT", "KILL")).isEqualTo("OK");
      }
      assertThat(client.receive()).startsWith("-");
    }
    write(0, "after", "script");
    assertThat(primary.pid()).isEqualTo(pid);
    assertThat(cluster.last(MemberExited.class, primary, any -> true)).isEmpty();
  }

  private static String pinged(Cluster.Host host) {
    try (Redis prober = host.probe()) {
      return prober.run("PING");
    }
  }

  @Test
  void aSwitchoverLosesNothingAndRefusesNothing() {
    Cluster.Host old = cluster.host(0);
    write(0, "before", "switchover");
    try (Redis client = old.redis()) {
      cluster.open(2, Cause.SWITCHOVER, old);
      assertThat(cluster.await(MemberFenced.class, old, epoch(2)).method())
          .isEqualTo(FenceMethod.PAUSED);
      client.send("SET", "during", "switchover");
      cluster.elect(2, cluster.host(1));
      cluster.await(MemberPromoted.class, cluster.host(1), epoch(2));
      assertThat(client.receive()).startsWith("-READONLY");
    }
    assertThat(cluster.await(MemberFollowing.class, old, epoch(2)).resync())
        .isEqualTo(Resync.PARTIAL);
    cluster.await(MemberFollowing.class, cluster.host(2), epoch(2));
    write(1, "after", "switchover");
    assertThat(read(1, "during")).isNull();
    assertThat(info(1, "sync_full")).isEqualTo("0");
    assertThat(read(1, "before")).isEqualTo("switchover");
    assertThat(cluster.last(MemberQuarantined.class, old, any -> true)).isEmpty();
  }

  @Test
  void aSwitchoverThatIsCalledOffLetsWaitingWritesThrough() {
    Cluster.Host old = cluster.host(0);
    try (Redis client = old.redis()) {
      cluster.open(2, Cause.SWITCHOVER, old);
      cluster.await(MemberFenced.class, old, epoch(2));
      client.send("SET", "during", "switchover");
      cluster.elect(2, old);
      assertThat(client.receive()).isEqualTo("OK");
    }
    cluster.await(MemberPromoted.class, old, epoch(2));
    assertThat(cluster.await(MemberFollowing.class, cluster.host(1), epoch(2)).resync())
        .isEqualTo(Resync.UNCHANGED);
  }

  @Test
  void withoutTheBusItWritesWhileBothReplicasAnswerAndNoLonger() throws Exception {
    write(0, "both", "stream");
    cluster.busOut(true);
    Cluster.Host primary = cluster.host(0);
    Cluster.eventually(() -> assertThat(leaseAge()).isGreaterThan(TIMEOUT.multipliedBy(2)));
    write(0, "failsafe", "on");
    assertThat(cluster.last(MemberFenced.class, primary, any -> true)).isEmpty();
    cluster.host(2).signal("STOP");
    assertThat(cluster.await(MemberFenced.class, primary, epoch(1)).method())
        .isEqualTo(FenceMethod.PARKED);
    try (Redis client = primary.redis()) {
      assertThat(client.run("SET", "failsafe", "off")).startsWith("-READONLY");
    }
    cluster.host(2).signal("CONT");
    cluster.busOut(false);
    Cluster.eventually(
        () -> {
          try (Redis client = primary.redis()) {
            assertThat(client.run("SET", "failsafe", "off")).isEqualTo("OK");
          }
        });
  }

  private Duration leaseAge() {
    return Duration.ofNanos(System.nanoTime() - began).minusSeconds(1);
  }

  @Test
  void aRestartedNodeFindsItsPrimaryAgain() throws Exception {
    long pid = cluster.host(0).pid();
    String replicationId = info(0, "master_replid");
    cluster.events.clear();
    cluster.restart(0);
    cluster.await(MemberPromoted.class, cluster.host(0), epoch(1));
    assertThat(cluster.host(0).pid()).isEqualTo(pid);
    assertThat(info(0, "master_replid")).isEqualTo(replicationId);
    assertThat(cluster.last(MemberExited.class, cluster.host(0), any -> true)).isEmpty();
    write(0, "still", "there");
    cluster.host(0).signal("KILL");
    assertThat(cluster.await(MemberExited.class, cluster.host(0), any -> true).role())
        .isEqualTo(MemberRole.PRIMARY);
  }

  @Test
  void aMemberThatIsRemovedLeavesNothing() {
    Path left = cluster.host(2).memberFolder();
    assertThat(left).exists();
    cluster.removeLast();
    Cluster.eventually(() -> assertThat(left).doesNotExist());
    Cluster.eventually(() -> assertThat(folder.resolve("c").resolve(".removed")).doesNotExist());
  }

  @Test
  void applicationsMayDoWhatTheyNeedAndNoMore() {
    try (Redis client = cluster.host(0).redis()) {
      assertThat(client.run("INFO")).contains("redis_version");
      assertThat(client.run("CLIENT", "SETNAME", "x")).isEqualTo("OK");
      assertThat(client.run("FLUSHDB")).isEqualTo("OK");
      assertThat(client.run("EVAL", "return 1", "0")).isEqualTo("1");
      assertThat(client.run("REPLICAOF", "NO", "ONE")).startsWith("-NOPERM");
      assertThat(client.run("CONFIG", "GET", "masterauth")).startsWith("-NOPERM");
      assertThat(client.run("SHUTDOWN")).startsWith("-NOPERM");
      assertThat(client.run("DEBUG", "SLEEP", "0")).startsWith("-NOPERM");
      assertThat(client.run("DEBUG", "DIGEST-VALUE", "any")).startsWith("-NOPERM");
      assertThat(client.run("EVAL", "return redis.call('DEBUG', 'JMAP')", "0")).startsWith("-");
    }
  }

  @Test
  void probersMayLookAndNoMore() {
    try (Redis prober = cluster.host(0).probe()) {
      assertThat(prober.run("PING")).isEqualTo("PONG");
      assertThat(prober.run("CLIENT", "SETNAME", "prober")).isEqualTo("OK");
      assertThat(prober.info("role")).isEqualTo("master");
      assertThat(prober.run("GET", "any")).startsWith("-NOPERM");
      assertThat(prober.run("REPLICAOF", "NO", "ONE")).startsWith("-NOPERM");
    }
  }

  @Test
  void filesWithSecretsAreForTheOwnerOnly() throws Exception {
    for (String name : new String[] {"redis.conf", "users.acl"}) {
      assertThat(Files.getPosixFilePermissions(cluster.host(0).memberFolder().resolve(name)))
          .hasSize(2);
    }
    assertThat(cluster.host(0).memberFolder().resolve("users.acl"))
        .content()
        .doesNotContain(Cluster.PASSWORDS.application());
  }
}
