package dev.understudy.node.adapter.kafka;

import dev.understudy.bus.EventReader;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.ReadProgress;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Tells the announcer what nodes say, from a short time before this process began. */
@Singleton
@Identifier(NodeReader.NODES)
public class NodeReader implements KafkaConsumerRebalanceListener {

  static final String NODES = "nodes";

  /** A node whose last word is older is gone, however far the clocks of two machines are apart. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Core core;
  private final Announcer announcer;
  private final EventReader events;
  private final Clock clock;
  private final ReadProgress progress;

  NodeReader(Core core, Announcer announcer, EventReader events, Clock clock) {
    this.core = core;
    this.announcer = announcer;
    this.events = events;
    this.clock = clock;
    this.progress = new ReadProgress(List.of(Topics.NODES), announcer::begin);
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    long since = clock.instant().minus(LATELY).toEpochMilli();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, OffsetAndTimestamp> lately =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(each -> each, each -> since)), ANSWER);
    Map<Integer, Long> toRead = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = lately.get(partition);
      consumer.seek(partition, first == null ? ends.get(partition) : first.offset());
      toRead.put(partition.partition(), first == null ? 0 : ends.get(partition));
    }
    core.execute(() -> progress.assigned(Topics.NODES, toRead));
  }

  @Incoming(NODES)
  CompletionStage<Void> node(ConsumerRecord<String, byte[]> record) {
    return CompletableFuture.runAsync(() -> handle(record), core);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    if (progress.isNew(record.topic(), record.partition(), record.offset())) {
      events
          .read(record)
          .filter(NodeAnnounced.class::isInstance)
          .map(NodeAnnounced.class::cast)
          .ifPresent(announcer::heard);
      progress.handled(record.topic(), record.partition(), record.offset());
    }
  }
}
