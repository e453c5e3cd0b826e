package dev.understudy.node;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.node.harness.ContainerKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, in this JVM or in a container, a key file and a data folder. */
public class KafkaForTests implements QuarkusTestResourceLifecycleManager {

  /** The image of the broker; without it, the broker is in this JVM. */
  static final String IMAGE = "understudy.kafka.image";

  private static final int PARTITIONS = 2;

  private Path folder;
  private Runnable stopKafka;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("replica-node");
      String bootstrapServers = startKafka();
      Path key = folder.resolve("key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      return Map.of(
          "kafka.bootstrap.servers", bootstrapServers,
          "understudy.secrets.key-file", key.toString(),
          "understudy.node.data-dir", folder.resolve("data").toString(),
          "test.engine-port", String.valueOf(freePort()),
          "quarkus.http.test-port", String.valueOf(freePort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String startKafka() throws IOException, InterruptedException {
    String image = System.getProperty(IMAGE, "");
    if (!image.isEmpty()) {
      ContainerKafka kafka = ContainerKafka.start(image, freePort(), freePort(), PARTITIONS);
      stopKafka = kafka::close;
      return kafka.bootstrapServers();
    }
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), freePort(), freePort());
    stopKafka = kafka::close;
    kafka.createTopics(PARTITIONS);
    return kafka.bootstrapServers();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.1.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    stopKafka.run();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
