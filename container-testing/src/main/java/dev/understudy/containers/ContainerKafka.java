package dev.understudy.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import dev.understudy.localstack.kafka.Broker;
import dev.understudy.localstack.kafka.BrokerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One broker of Kafka's image, set up as the embedded one, in this machine's network and with its
 * data in a folder here.
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
            .withEnv(environment(BrokerSettings.of(data, port, controllerPort)))
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

  /** The image reads {@code node.id} from {@code KAFKA_NODE_ID}, and so on. */
  private static Map<String, String> environment(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    settings.forEach(
        (name, value) ->
            environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    environment.put("CLUSTER_ID", "MkU3OEVBNTcwNTJENDM2Qg");
    environment.put("KAFKA_HEAP_OPTS", "-Xms256m -Xmx256m");
    return environment;
  }

  @Override
  public void close() {
    container.stop();
  }
}
