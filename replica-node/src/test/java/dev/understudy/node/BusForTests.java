package dev.understudy.node;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.node.harness.ContainerKafka;
import dev.understudy.testing.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A broker, in this JVM or in a container, a key file and a data folder. */
public class BusForTests implements QuarkusTestResourceLifecycleManager {

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
    String image = System.getProperty(IMAGE, "");
    if (!image.isEmpty()) {
      ContainerKafka kafka =
          ContainerKafka.start(image, FreePort.anywhere(), FreePort.anywhere(), PARTITIONS);
      stopKafka = kafka::close;
      return kafka.bootstrapServers();
    }
    EmbeddedKafka kafka =
        EmbeddedKafka.start(folder.resolve("kafka"), FreePort.anywhere(), FreePort.anywhere());
    stopKafka = kafka::close;
    kafka.createTopics(PARTITIONS);
    return kafka.bootstrapServers();
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
