package dev.understudy.node.adapter.kafka;

import dev.understudy.node.application.Core;
import dev.understudy.node.application.ReadProgress;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Finds out where a topic ends, before its first record is read. */
abstract class LogEnds implements KafkaConsumerRebalanceListener {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Core core;
  private final ReadProgress progress;

  LogEnds(Core core, ReadProgress progress) {
    this.core = core;
    this.progress = progress;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, ANSWER);
    Set<String> topics = new HashSet<>();
    partitions.forEach(partition -> topics.add(partition.topic()));
    for (String topic : topics) {
      Map<Integer, Long> byPartition = new HashMap<>();
      ends.forEach(
          (partition, end) -> {
            boolean empty = end <= beginnings.getOrDefault(partition, 0L);
            if (partition.topic().equals(topic)) {
              byPartition.put(partition.partition(), empty ? 0 : end);
            }
          });
      core.execute(() -> progress.assigned(topic, byPartition));
    }
  }
}
