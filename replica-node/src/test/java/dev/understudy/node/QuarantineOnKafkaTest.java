package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.node.harness.Cluster;
import dev.understudy.node.harness.PlainRedis;
import dev.understudy.node.harness.Redis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A deposed primary on a real broker; its successor is an engine that no node runs. */
@QuarkusTest
@QuarkusTestResource(BusForTests.class)
@ExtendWith(KafkaImageIsHere.class)
class QuarantineOnKafkaTest {

  private static final InstanceId ORDERS = InstanceId.of("orders");
  private static final MemberId MINE = MemberId.of("orders-1");
  private static final MemberId OTHER = MemberId.of("orders-2");
  private static final int LOST = 100;

  @Inject EventBus bus;
  @Inject NodeOnKafkaTest.Heard heard;
  @TempDir Path folder;

  @ConfigProperty(name = "understudy.secrets.key-file")
  Path keyFile;

  private int port;
  private Address mine;

  @BeforeEach
  void place() throws IOException {
    port = FreePort.atAll(2);
    mine = new Address("127.0.1.1", port);
  }

  @Test
  void whatItsSuccessorLacksIsToldOnTheBus() throws Exception {
    publish(opened(1, Cause.INSTANCE_CREATED, null));
    publish(NodeOnKafkaTest.spec(keyFile, ORDERS, MINE, port));
    publish(elected(1, MINE, joined(1), mine));
    heard.await(MemberPromoted.class, ORDERS, any -> true);
    try (PlainRedis successor = successor();
        Redis other = successor.redis()) {
      other.run("REPLICAOF", mine.host(), String.valueOf(port));
      Cluster.eventually(() -> assertThat(other.info("master_link_status")).isEqualTo("up"));
      other.run("REPLICAOF", "NO", "ONE");
      Offset shared = Offset.of(Long.parseLong(other.info("master_repl_offset")));
      writeWhatNobodyGets();
      publish(opened(2, Cause.PRIMARY_DEAD, MINE));
      Offset own = joined(2);
      publish(elected(2, OTHER, shared, successor.address()));
      MemberQuarantined quarantined = heard.await(MemberQuarantined.class, ORDERS, any -> true);
      assertThat(quarantined.problem()).isNull();
      assertThat(quarantined.divergingBytes()).isPositive().isEqualTo(own.value() - shared.value());
      assertThat(quarantined.keysDiffering()).isEqualTo(LOST);
      assertThat(Path.of(quarantined.path())).exists();
      heard.await(MemberFollowing.class, ORDERS, following -> following.primary().equals(OTHER));
    }
    bus.publishTombstone(Topics.INSTANCES, ORDERS.value()).await().indefinitely();
    heard.await(MemberExited.class, ORDERS, any -> true);
  }

  private PlainRedis successor() throws Exception {
    String password = NodeOnKafkaTest.PASSWORD;
    return new PlainRedis(
        folder,
        new Address("127.0.1.2", port),
        List.of(
            "masteruser " + InstanceSecrets.REPLICATION_USER,
            "masterauth " + password,
            "enable-debug-command yes",
            "user %s on >%s ~* &* +@all".formatted(InstanceSecrets.ADMIN_USER, password),
            "user %s on >%s +psync +replconf +ping"
                .formatted(InstanceSecrets.REPLICATION_USER, password)));
  }

  private void writeWhatNobodyGets() {
    try (Redis redis = new Redis(mine, "default", NodeOnKafkaTest.PASSWORD)) {
      for (int i = 0; i < LOST; i++) {
        assertThat(redis.run("SET", "lost:" + i, "value")).isEqualTo("OK");
      }
      assertThat(redis.run("DEBUG", "DIGEST-VALUE", "lost:0")).startsWith("-NOPERM");
    }
  }

  private void publish(Event event) {
    bus.publish(event).await().indefinitely();
  }

  private Offset joined(long epoch) {
    return heard
        .await(MemberJoined.class, ORDERS, joined -> joined.epoch().equals(Epoch.of(epoch)))
        .offset();
  }

  private static EpochOpened opened(long epoch, Cause cause, MemberId deposed) {
    return new EpochOpened(
        ORDERS,
        Epoch.of(epoch),
        cause,
        deposed,
        null,
        null,
        List.of(MINE, OTHER),
        List.of(),
        List.of(),
        Instant.EPOCH,
        "test");
  }

  private static PrimaryElected elected(
      long epoch, MemberId member, Offset offset, Address address) {
    return new PrimaryElected(
        ORDERS, Epoch.of(epoch), member, offset, address, 45_000, null, List.of());
  }
}
