package dev.understudy.node;

import dev.understudy.localstack.kafka.EmbeddedKafka;
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

/** A broker, a key file and a data folder. */
public class KafkaForTests implements QuarkusTestResourceLifecycleManager {

  private Path folder;
  private EmbeddedKafka kafka;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("replica-node");
      kafka = EmbeddedKafka.start(folder.resolve("kafka"), freePort(), freePort());
      kafka.createTopics(2);
      Path key = folder.resolve("key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      return Map.of(
          "kafka.bootstrap.servers", kafka.bootstrapServers(),
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.1.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
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
