package dev.understudy.bus;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads topics from their start to the end that they have at that moment, so that a service knows
 * when it knows everything. Goes by the consumer's position, so that gaps that compaction left do
 * not matter. Tries again for as long as the bus is out of reach.
 */
@ApplicationScoped
public class TopicReplay {

  private static final Logger LOG = Logger.getLogger(TopicReplay.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Map<String, Object> connection;
  private final CountDownLatch stopping = new CountDownLatch(1);

  TopicReplay(@Identifier("default-kafka-broker") Map<String, Object> connection) {
    this.connection = connection;
  }

  /**
   * Replays in a thread of its own.
   *
   * @param each gets every record, in order per partition
   * @param done runs once, after the last one
   */
  public void start(
      List<String> topics, Consumer<ConsumerRecord<String, byte[]>> each, Runnable done) {
    Thread thread = new Thread(() -> untilRead(topics, each, done), "topic-replay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends a replay that is under way. */
  public void stop() {
    stopping.countDown();
  }

  private void untilRead(
      List<String> topics, Consumer<ConsumerRecord<String, byte[]>> each, Runnable done) {
    do {
      try {
        if (readOnce(topics, each)) {
          done.run();
          return;
        }
        LOG.infof("waiting for the topics %s", topics);
      } catch (KafkaException e) {
        LOG.warnf("the bus can't be read yet, trying again: %s", e.getMessage());
      }
    } while (!isStoppingWithin(RETRY));
  }

  /** False if a topic doesn't exist yet, or it was stopped. */
  private boolean readOnce(List<String> topics, Consumer<ConsumerRecord<String, byte[]>> each) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      boolean complete =
          partitions.stream().map(TopicPartition::topic).distinct().count() == topics.size();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      while (complete && !isStopping() && !isThrough(consumer, ends)) {
        consumer.poll(POLL).forEach(record -> handle(record, each));
      }
      return complete && !isStopping();
    }
  }

  /** One record that can't be handled must not keep a service from ever knowing everything. */
  private static void handle(
      ConsumerRecord<String, byte[]> record, Consumer<ConsumerRecord<String, byte[]>> each) {
    try {
      each.accept(record);
    } catch (RuntimeException e) {
      LOG.errorf(
          e, "%s-%d@%d was not handled", record.topic(), record.partition(), record.offset());
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private boolean isStoppingWithin(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean isThrough(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }
}
