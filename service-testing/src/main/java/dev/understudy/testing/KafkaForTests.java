package dev.understudy.testing;

import dev.understudy.localstack.kafka.EmbeddedKafka;
import dev.understudy.localstack.process.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real broker with all topics, a key file that isn't secret, and free ports for a service under
 * test. Arguments are further settings of the service; in them, {@code {folder}} stands for a
 * folder that is deleted afterwards, and {@code {port}} for a free port, another one each time.
 */
public final class KafkaForTests implements QuarkusTestResourceLifecycleManager {

  private static final int PARTITIONS = 3;
  private static final int KEY_BYTES = 32;

  private Map<String, String> arguments = Map.of();
  private Path folder;
  private EmbeddedKafka kafka;

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = initArgs;
  }

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("understudy");
      kafka =
          EmbeddedKafka.start(folder.resolve("kafka"), FreePort.anywhere(), FreePort.anywhere());
      kafka.createTopics(PARTITIONS);
      Path key = folder.resolve("secrets.key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
      Map<String, String> settings = new HashMap<>();
      settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
      settings.put("understudy.secrets.key-file", key.toString());
      settings.put("quarkus.http.test-port", String.valueOf(FreePort.anywhere()));
      for (String broker : new String[] {"org.apache.kafka", "kafka", "state.change.logger"}) {
        settings.put("quarkus.log.category.\"" + broker + "\".level", "WARN");
      }
      for (Map.Entry<String, String> argument : arguments.entrySet()) {
        settings.put(argument.getKey(), filledIn(argument.getValue()));
      }
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka started", e);
    }
  }

  private String filledIn(String value) throws IOException {
    String filled = value.replace("{folder}", folder.toString());
    return filled.contains("{port}")
        ? filled.replace("{port}", String.valueOf(FreePort.anywhere()))
        : filled;
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (folder == null) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
