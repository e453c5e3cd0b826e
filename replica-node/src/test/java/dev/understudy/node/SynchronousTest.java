package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.node.harness.Cluster;
import dev.understudy.node.harness.LocalEngines;
import dev.understudy.node.harness.Redis;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A primary whose writes replicas have to acknowledge, on a real engine. */
@Timeout(60)
class SynchronousTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int PRIMARY = 0;
  private static final int REPLICA = 2;

  @TempDir Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    LocalEngines engines = new LocalEngines();
    assumeTrue(engines.missing().isEmpty(), () -> engines.missing().orElseThrow());
    cluster = new Cluster(engines, folder, 3, TIMEOUT);
    cluster.open(1, Cause.INSTANCE_CREATED, null);
    for (int i = 0; i < 3; i++) {
      cluster.await(MemberJoined.class, cluster.host(i), Cluster.joined(1));
    }
    cluster.elect(1, cluster.host(PRIMARY));
    cluster.await(MemberPromoted.class, cluster.host(PRIMARY), Cluster.joined(1));
    cluster.await(MemberFollowing.class, cluster.host(1), Cluster.joined(1));
    cluster.await(MemberFollowing.class, cluster.host(REPLICA), Cluster.joined(1));
  }

  @AfterEach
  void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private String write() {
    try (Redis redis = cluster.host(PRIMARY).redis()) {
      return redis.run("SET", "key", "value");
    }
  }

  private void awaitWrites(String answer) {
    Cluster.eventually(() -> assertThat(write()).startsWith(answer));
  }

  private void awaitRequired(String replicas) {
    for (int i = 0; i < 3; i++) {
      Cluster.Host host = cluster.host(i);
      Cluster.eventually(
          () -> {
            try (Redis admin = host.admin()) {
              admin.send("CONFIG", "GET", "min-replicas-to-write");
              assertThat(admin.receive()).isEqualTo("2");
              assertThat(admin.receive()).isEqualTo("min-replicas-to-write");
              assertThat(admin.receive()).isEqualTo(replicas);
            }
          });
    }
  }

  @Test
  void writesAreRefusedWhileTooFewReplicasAreAttachedAndTakenAgainAfterwards() throws Exception {
    long process = cluster.host(PRIMARY).pid();
    cluster.synchronous(2);
    awaitRequired("2");
    awaitWrites("OK");

    cluster.lose(REPLICA);
    awaitWrites("-NOREPLICAS");

    cluster.restart(REPLICA);
    awaitWrites("OK");

    cluster.lose(REPLICA);
    awaitWrites("-NOREPLICAS");
    cluster.synchronous(1);
    awaitWrites("OK");
    cluster.synchronous(0);
    cluster.restart(REPLICA);
    awaitRequired("0");
    assertThat(cluster.host(PRIMARY).pid()).as("no restart").isEqualTo(process);
  }

  /** It is told to an engine at its start, and again to one that outlives its node. */
  @Test
  void aPrimaryThatIsFoundAgainIsToldWhatHasChangedMeanwhile() throws Exception {
    cluster.synchronous(2);
    awaitRequired("2");
    cluster.restart(PRIMARY);
    cluster.synchronous(1);
    awaitRequired("1");
    cluster.lose(REPLICA);
    awaitWrites("OK");
    cluster.restart(REPLICA);
    // Until its node has found it again, nobody would end its engine with the test.
    cluster.synchronous(2);
    awaitRequired("2");
  }
}
