package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A real broker, and a key that isn't secret, for the tests of the whole service. */
public class KafkaForTests implements QuarkusTestResourceLifecycleManager {

  private static final int PARTITIONS = 3;

  private Path folder;
  private EmbeddedKafka kafka;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("understudy-kafka");
      Path key = folder.resolve("secret.key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      kafka = EmbeddedKafka.start(folder.resolve("log"), freePort(), freePort());
      kafka.createTopics(PARTITIONS);
      return Map.of(
          "kafka.bootstrap.servers",
          kafka.bootstrapServers(),
          "understudy.secrets.key-file",
          key.toString(),
          // Nobody publishes DNS names here.
          "understudy.orchestrator.timing.settle-timeout",
          "1s",
          "quarkus.log.category.\"org.apache.kafka\".level",
          "WARN",
          "quarkus.log.category.\"kafka\".level",
          "WARN",
          "quarkus.log.category.\"state.change.logger\".level",
          "WARN");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
