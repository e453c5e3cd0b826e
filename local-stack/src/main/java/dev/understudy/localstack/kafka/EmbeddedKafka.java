package dev.understudy.localstack.kafka;

import dev.understudy.contracts.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker in this JVM: KRaft, broker and controller in one, on loopback. Its data
 * survives {@link #close} and is used again by the next start in the same folder.
 */
public final class EmbeddedKafka implements Broker {

  private static final String FORMATTED = "meta.properties";
  private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(1);

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and returns when it answers.
   *
   * @param folder for its log; formatted if it is new
   * @param brokerPort where clients connect
   * @param controllerPort where KRaft's quorum of one connects to itself
   */
  public static EmbeddedKafka start(Path folder, int brokerPort, int controllerPort)
      throws IOException {
    Files.createDirectories(folder);
    Map<String, String> settings = BrokerSettings.of(folder, brokerPort, controllerPort);
    KafkaConfig config = new KafkaConfig(settings, false);
    if (Files.notExists(folder.resolve(FORMATTED))) {
      format(folder);
    }
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, "127.0.0.1:" + brokerPort);
  }

  private static void format(Path folder) throws IOException {
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
            .setNodeId(BrokerSettings.NODE_ID)
            .setClusterId(Uuid.randomUuid().toString())
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
            .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
            .setMetadataLogDirectory(folder.toString())
            .setDirectories(List.of(folder.toString()));
    try {
      formatter.run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the folder " + folder + " can't be formatted for Kafka", e);
    }
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Creates every topic of Understudy, and its dead letters, that doesn't exist yet.
   *
   * @param partitions of each topic
   */
  public void createTopics(int partitions) throws InterruptedException {
    UnderstudyTopics.create(bootstrapServers, TopicPlan.topics(partitions), CREATION_TIMEOUT);
  }

  /** Every topic of Understudy, and its dead letters, with one copy of each. */
  static List<NewTopic> topicPlan(int partitions) {
    return TopicPlan.topics(partitions);
  }

  /** Stops the broker and returns when it has stopped. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** How long and how each topic is kept. */
  private static final class TopicPlan {

    private static final Map<String, Duration> DELETED_AFTER =
        Map.of(
            Topics.MEMBERS, Duration.ofDays(7),
            Topics.HEALTH, Duration.ofHours(6),
            Topics.ALERTS, Duration.ofDays(30),
            Topics.NOTIFICATIONS, Duration.ofDays(30));

    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    static List<NewTopic> topics(int partitions) {
      List<NewTopic> topics = new ArrayList<>();
      for (String name : Topics.ALL) {
        Duration kept = DELETED_AFTER.get(name);
        topics.add(kept == null ? compacted(name, partitions) : deleted(name, partitions, kept));
        topics.add(deleted(Topics.deadLetters(name), partitions, DEAD_LETTERS_KEPT));
      }
      return topics;
    }

    private static NewTopic compacted(String name, int partitions) {
      return topic(
          name,
          partitions,
          Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static NewTopic deleted(String name, int partitions, Duration kept) {
      return topic(
          name,
          partitions,
          Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept.toMillis())));
    }

    /**
     * Records are kept as they are: the broker's limit of their size counts compressed bytes else,
     * and a few kilobytes of zeros would fill the memory of all who read them.
     */
    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
      Map<String, String> all = new HashMap<>(settings);
      all.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
      return new NewTopic(name, partitions, (short) 1).configs(all);
    }
  }
}
