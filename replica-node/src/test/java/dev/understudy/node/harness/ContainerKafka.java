package dev.understudy.node.harness;

import dev.understudy.localstack.kafka.UnderstudyTopics;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One broker of Kafka's image, set up as docker-compose.yml does, but in this machine's network.
 */
public final class ContainerKafka implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final GenericContainer<?> container;
  private final String bootstrapServers;

  private ContainerKafka(GenericContainer<?> container, String bootstrapServers) {
    this.container = container;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Returns when it has every topic of Understudy.
   *
   * @param image {@code apache/kafka} or one that reads the same environment
   */
  public static ContainerKafka start(String image, int port, int controllerPort, int partitions)
      throws InterruptedException {
    String address = "127.0.0.1:" + port;
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetworkMode("host")
            .withEnv(
                Map.ofEntries(
                    Map.entry("CLUSTER_ID", "MkU3OEVBNTcwNTJENDM2Qg"),
                    Map.entry("KAFKA_NODE_ID", "1"),
                    Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                    Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:" + controllerPort),
                    Map.entry(
                        "KAFKA_LISTENERS",
                        "BUS://" + address + ",CONTROLLER://127.0.0.1:" + controllerPort),
                    Map.entry("KAFKA_ADVERTISED_LISTENERS", "BUS://" + address),
                    Map.entry(
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                        "BUS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                    Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                    Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "BUS"),
                    Map.entry("KAFKA_LOG_DIRS", "/tmp/kafka-data"),
                    Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                    Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                    Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                    Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                    Map.entry("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m")));
    container.start();
    UnderstudyTopics.create(address, partitions, (short) 1, START);
    return new ContainerKafka(container, address);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    container.stop();
  }
}
