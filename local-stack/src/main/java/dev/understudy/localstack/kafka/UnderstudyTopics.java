package dev.understudy.localstack.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that every service needs, made on any Kafka. */
public final class UnderstudyTopics {

  private UnderstudyTopics() {}

  /**
   * Creates every topic, and its dead letters, that doesn't exist yet; those that exist stay as
   * they are. Several may do this at a time.
   *
   * @param bootstrapServers where Kafka is
   * @param partitions of each topic, the same for all
   * @param replication how many brokers keep each topic
   * @param timeout how long to wait for Kafka
   * @return the names of those that were missing
   */
  public static List<String> create(
      String bootstrapServers, int partitions, short replication, Duration timeout)
      throws InterruptedException {
    List<NewTopic> topics =
        EmbeddedKafka.topicPlan(partitions).stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.numPartitions(), replication)
                        .configs(topic.configs()))
            .toList();
    return create(bootstrapServers, topics, timeout);
  }

  static List<String> create(String bootstrapServers, List<NewTopic> topics, Duration timeout)
      throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(timeout.toMillis()));
    try (Admin admin = Admin.create(settings)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
      for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
        awaitCreation(created);
      }
      return missing.stream().map(NewTopic::name).toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics could not be created", e.getCause());
    }
  }

  /** Somebody else may have been faster. */
  private static void awaitCreation(KafkaFuture<Void> created)
      throws InterruptedException, ExecutionException {
    try {
      created.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
