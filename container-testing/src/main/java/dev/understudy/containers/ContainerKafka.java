package dev.understudy.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.understudy.localstack.kafka.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One broker of Kafka's image, set up as docker-compose.yml does, but in this machine's network and
 * with its data in a folder here.
 */
public final class ContainerKafka implements Broker {

  private final GenericContainer<?> container;

  private ContainerKafka(GenericContainer<?> container) {
    this.container = container;
  }

  /**
   * Returns when its process runs; it answers a little later.
   *
   * @param image {@code apache/kafka} or one that reads the same environment
   * @param folder for its data, of the user that it runs as
   */
  public static ContainerKafka start(String image, Path folder, int port, int controllerPort)
      throws IOException {
    Files.createDirectories(folder);
    Path data = folder.toRealPath();
    String user = Owner.of(data);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetworkMode("host")
            .withEnv(settings(data, port, controllerPort))
            .withCreateContainerCmdModifier(command -> run(command, data, user));
    try {
      container.start();
    } catch (ContainerLaunchException e) {
      throw new IOException(image + " can't be started", e);
    }
    return new ContainerKafka(container);
  }

  private static void run(CreateContainerCmd command, Path data, String user) {
    command
        .withUser(user)
        .getHostConfig()
        .withBinds(new Bind(data.toString(), new Volume(data.toString())));
  }

  private static Map<String, String> settings(Path data, int port, int controllerPort) {
    String address = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    return Map.ofEntries(
        Map.entry("CLUSTER_ID", "MkU3OEVBNTcwNTJENDM2Qg"),
        Map.entry("KAFKA_NODE_ID", "1"),
        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@" + controller),
        Map.entry("KAFKA_LISTENERS", "BUS://" + address + ",CONTROLLER://" + controller),
        Map.entry("KAFKA_ADVERTISED_LISTENERS", "BUS://" + address),
        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "BUS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "BUS"),
        Map.entry("KAFKA_LOG_DIRS", data.toString()),
        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
        Map.entry("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m"));
  }

  @Override
  public void close() {
    container.stop();
  }
}
