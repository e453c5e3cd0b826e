package dev.understudy.prober;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** A bus and a key file for the prober under test. */
public final class ProberEnvironment implements QuarkusTestResourceLifecycleManager {

  private Path folder;
  private EmbeddedKafka kafka;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("prober");
      kafka =
          EmbeddedKafka.start(
              folder.resolve("kafka"), RedisServer.freePort(), RedisServer.freePort());
      kafka.createTopics(2);
      Path keyFile =
          Files.writeString(
              folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
      return Map.of(
          "kafka.bootstrap.servers",
          kafka.bootstrapServers(),
          "understudy.secrets.key-file",
          keyFile.toString(),
          "understudy.prober.vantage",
          "zone-a",
          "quarkus.http.test-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (kafka != null) {
        kafka.close();
      }
      Utils.delete(folder.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
