package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.EventReader;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.node.harness.Redis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged parts on a real broker with a real engine. */
@QuarkusTest
@QuarkusTestResource(BusForTests.class)
@ExtendWith(KafkaImageIsHere.class)
class NodeOnKafkaTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId MEMBER = MemberId.of("demo-a");
  static final String PASSWORD = "swordfish";

  @Inject EventBus bus;
  @Inject Heard heard;

  @ConfigProperty(name = "understudy.secrets.key-file")
  Path keyFile;

  @ConfigProperty(name = "test.engine-port")
  int port;

  @ConfigProperty(name = "quarkus.http.test-port")
  int http;

  /** What the node says on the bus. */
  @ApplicationScoped
  public static class Heard {
    final List<MemberEvent> events = new CopyOnWriteArrayList<>();
    @Inject EventReader reader;

    @Incoming("members")
    void hear(ConsumerRecord<String, byte[]> record) {
      reader.read(record).map(MemberEvent.class::cast).ifPresent(events::add);
    }

    <E extends MemberEvent> List<E> all(Class<E> type, InstanceId instance) {
      return events.stream()
          .filter(event -> event.instance().equals(instance))
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }

    <E extends MemberEvent> E await(Class<E> type, InstanceId instance, Predicate<E> fits) {
      Awaitility.await(type.getSimpleName())
          .atMost(Duration.ofSeconds(20))
          .until(() -> all(type, instance).stream().anyMatch(fits));
      return all(type, instance).stream().filter(fits).findFirst().orElseThrow();
    }
  }

  @Test
  void goesFromNothingToAPrimaryAndBackToNothing() throws Exception {
    awaitReady();
    Address address = new Address("127.0.1.1", port);
    // Before the spec: topics have no order between them.
    bus.publish(opened(1, Cause.INSTANCE_CREATED)).await().indefinitely();
    bus.publish(spec(keyFile, DEMO, MEMBER, port)).await().indefinitely();
    MemberJoined joined = await(MemberJoined.class);
    bus.publish(
            new PrimaryElected(
                DEMO, Epoch.of(1), MEMBER, joined.offset(), address, 1_000, null, List.of()))
        .await()
        .indefinitely();
    await(MemberPromoted.class);
    try (Redis redis = new Redis(address, "default", PASSWORD)) {
      assertThat(redis.run("SET", "a", "1")).isEqualTo("OK");
    }
    await(MemberReported.class);
    String demo = "{instance_id=\"demo\",member=\"" + MEMBER + "\",";
    assertThat(metrics())
        .containsPattern(
            "understudy_lease_remaining_seconds" + Pattern.quote(demo) + "} 0\\.\\d*[1-9]")
        .contains("understudy_node_promotions_total" + demo + "} 1.0")
        .contains("understudy_node_fences_total" + demo + "method=\"parked\",} 0.0")
        .contains("understudy_node_members 1.0")
        .contains("understudy_build_info{service=\"replica-node\"");
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> heard.all(MemberFenced.class, DEMO).isEmpty());
    bus.publish(opened(2, Cause.SWITCHOVER)).await().indefinitely();
    assertThat(await(MemberFenced.class).epoch()).isEqualTo(Epoch.of(2));
    bus.publishTombstone(Topics.INSTANCES, DEMO.value()).await().indefinitely();
    await(MemberExited.class);
    Awaitility.await("series gone").until(() -> !metrics().contains("instance_id="));
  }

  private static EpochOpened opened(long epoch, Cause cause) {
    return new EpochOpened(
        DEMO,
        Epoch.of(epoch),
        cause,
        epoch == 1 ? null : MEMBER,
        null,
        null,
        List.of(MEMBER),
        List.of(),
        List.of(),
        Instant.EPOCH,
        "test");
  }

  /** An instance with one member, on this node. */
  static InstanceSpec spec(Path keyFile, InstanceId instance, MemberId member, int port)
      throws IOException {
    return spec(keyFile, instance, member, NodeId.of("node-a"), port);
  }

  static InstanceSpec spec(
      Path keyFile, InstanceId instance, MemberId member, NodeId node, int port)
      throws IOException {
    SecretBox box = SecretBox.fromFile(keyFile);
    return new InstanceSpec(
        instance,
        1,
        port,
        Profile.named("nano"),
        List.of(new MemberSpec(member, node, 100)),
        new HighAvailability(true, Duration.ofSeconds(1), 1024, Duration.ZERO),
        AlertThresholds.DEFAULT,
        new InstanceSecrets(
            seal(box, instance, InstanceSecrets.APPLICATION_USER),
            seal(box, instance, InstanceSecrets.REPLICATION_USER),
            seal(box, instance, InstanceSecrets.ADMIN_USER),
            seal(box, instance, InstanceSecrets.PROBE_USER)));
  }

  private static SealedSecret seal(SecretBox box, InstanceId instance, String user) {
    return box.seal(InstanceSecrets.context(instance.value(), user), PASSWORD);
  }

  private <E extends MemberEvent> E await(Class<E> type) {
    return heard.await(type, DEMO, any -> true);
  }

  private void awaitReady() {
    Awaitility.await("ready")
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> status(http, "/q/health/ready") == 200);
    Awaitility.await("metrics").until(() -> status(http, "/q/metrics") == 200);
  }

  private String metrics() throws IOException {
    try (InputStream page =
        URI.create("http://127.0.0.1:" + http + "/q/metrics").toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static int status(int http, String path) throws IOException {
    var connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + http + path).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
