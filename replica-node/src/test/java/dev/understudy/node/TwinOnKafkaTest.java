package dev.understudy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberReported;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that was given the id of another that runs. */
@QuarkusTest
@TestProfile(TwinOnKafkaTest.SameId.class)
@QuarkusTestResource(BusForTests.class)
@ExtendWith(KafkaImageIsHere.class)
class TwinOnKafkaTest {

  private static final InstanceId SHARED = InstanceId.of("shared");
  private static final MemberId MEMBER = MemberId.of("shared-1");
  private static final Duration LONG = Duration.ofSeconds(5);

  @Inject EventBus bus;
  @Inject NodeOnKafkaTest.Heard heard;

  @ConfigProperty(name = "understudy.secrets.key-file")
  Path keyFile;

  @ConfigProperty(name = "test.twin-file")
  Path twin;

  @ConfigProperty(name = "test.engine-port")
  int port;

  @ConfigProperty(name = "quarkus.http.test-port")
  int http;

  /** Told to be who another is. */
  public static class SameId implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("understudy.node.id", Twin.ID);
    }
  }

  @Test
  void itRunsNoMembersUntilTheOtherHasFallenSilent() throws Exception {
    bus.publish(NodeOnKafkaTest.spec(keyFile, SHARED, MEMBER, NodeId.of(Twin.ID), port))
        .await()
        .indefinitely();
    Awaitility.await("not ready, and no member")
        .during(LONG)
        .atMost(LONG.multipliedBy(2))
        .until(() -> !isReady() && heard.all(MemberEvent.class, SHARED).isEmpty());

    Files.delete(twin);

    heard.await(MemberReported.class, SHARED, any -> true);
    Awaitility.await("ready").atMost(Duration.ofSeconds(20)).until(this::isReady);
    bus.publishTombstone(Topics.INSTANCES, SHARED.value()).await().indefinitely();
    assertThat(heard.await(MemberExited.class, SHARED, any -> true).member()).isEqualTo(MEMBER);
  }

  private boolean isReady() throws Exception {
    return NodeOnKafkaTest.status(http, "/q/health/ready") == 200;
  }
}
