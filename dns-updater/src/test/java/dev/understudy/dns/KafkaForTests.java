package dev.understudy.dns;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** A real broker for the tests of the whole service. */
public class KafkaForTests implements QuarkusTestResourceLifecycleManager {

  private static final int PARTITIONS = 3;

  private Path folder;
  private EmbeddedKafka kafka;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("understudy-kafka");
      kafka = EmbeddedKafka.start(folder, freePort(), freePort());
      kafka.createTopics(PARTITIONS);
      return Map.of(
          "kafka.bootstrap.servers",
          kafka.bootstrapServers(),
          "understudy.dns.embedded.port",
          String.valueOf(freePort()),
          "quarkus.http.test-port",
          String.valueOf(freePort()));
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
