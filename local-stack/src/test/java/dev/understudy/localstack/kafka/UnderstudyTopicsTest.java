package dev.understudy.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Topics;
import dev.understudy.localstack.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnderstudyTopicsTest {

  private static final short ONE = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Test
  void makesWhatIsMissingAndLeavesTheRest(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder, FreePort.anywhere(), FreePort.anywhere())) {
      String servers = kafka.bootstrapServers();
      assertThat(UnderstudyTopics.create(servers, 3, ONE, TIMEOUT))
          .containsAll(Topics.ALL)
          .contains(Topics.deadLetters(Topics.DECISIONS))
          .hasSize(2 * Topics.ALL.size());
      assertThat(UnderstudyTopics.create(servers, 5, ONE, TIMEOUT)).isEmpty();

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
        assertThat(admin.describeTopics(Topics.ALL).allTopicNames().get().values())
            .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(3));
        assertThat(cleanup(admin, Topics.DECISIONS)).isEqualTo("compact");
        assertThat(cleanup(admin, Topics.HEALTH)).isEqualTo("delete");
      }
    }
  }

  private static String cleanup(Admin admin, String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin
        .describeConfigs(List.of(resource))
        .all()
        .get()
        .get(resource)
        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
        .value();
  }
}
