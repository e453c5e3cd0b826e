package dev.understudy.dns.adapter.kafka;

import dev.understudy.contracts.Topics;
import dev.understudy.dns.application.NameKeeper;
import dev.understudy.dns.domain.CatchUp;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Tells the keeper how much past there is to read before it may act. */
@ApplicationScoped
@Identifier("wishes.extents")
public class TopicExtents implements KafkaConsumerRebalanceListener {

  /** What this service follows. */
  public static final Set<String> TOPICS =
      Set.of(Topics.TOPOLOGY, Topics.ENDPOINTS, Topics.INSTANCES);

  private final NameKeeper keeper;

  TopicExtents(NameKeeper keeper) {
    this.keeper = keeper;
  }

  /** Runs on the polling thread, before the first record of the partitions is read. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<CatchUp.Partition, CatchUp.Extent> extents = new HashMap<>();
    for (TopicPartition partition : partitions) {
      extents.put(
          new CatchUp.Partition(partition.topic(), partition.partition()),
          new CatchUp.Extent(beginnings.get(partition), ends.get(partition)));
    }
    keeper.assigned(extents);
  }
}
