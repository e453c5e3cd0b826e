package dev.understudy.node;

import dev.understudy.containers.ContainerKafka;
import dev.understudy.localstack.kafka.Broker;
import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.localstack.kafka.UnderstudyTopics;
import dev.understudy.localstack.process.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, in this JVM or in a container, a {@link Twin}, a key file and a data folder. */
public class BusForTests implements QuarkusTestResourceLifecycleManager {

  /** The image of the broker; without it, the broker is in this JVM. */
  static final String IMAGE = "understudy.kafka.image";

  private static final int PARTITIONS = 2;
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private Path folder;
  private Broker kafka;
  private Twin twin;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("replica-node");
      String bootstrapServers = startKafka();
      Path twinFile = folder.resolve("twin");
      twin = Twin.begin(bootstrapServers, twinFile);
      Path key = folder.resolve("key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      return Map.of(
          "kafka.bootstrap.servers", bootstrapServers,
          "understudy.secrets.key-file", key.toString(),
          "understudy.node.data-dir", folder.resolve("data").toString(),
          "test.twin-file", twinFile.toString(),
          "test.engine-port", String.valueOf(FreePort.atAll(1)),
          "quarkus.http.test-port", String.valueOf(FreePort.atAll(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String startKafka() throws IOException, InterruptedException {
    int port = FreePort.anywhere();
    kafka = starter().start(folder.resolve("kafka"), port, FreePort.anywhere());
    String bootstrapServers = "127.0.0.1:" + port;
    UnderstudyTopics.create(bootstrapServers, PARTITIONS, (short) 1, START_TIMEOUT);
    return bootstrapServers;
  }

  private static Broker.Starter starter() {
    String image = System.getProperty(IMAGE, "");
    return image.isEmpty()
        ? EmbeddedKafka::start
        : (data, port, controllerPort) -> ContainerKafka.start(image, data, port, controllerPort);
  }

  @Override
  public void stop() {
    twin.close();
    kafka.close();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
