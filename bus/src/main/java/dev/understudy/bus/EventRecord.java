package dev.understudy.bus;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a record must be to be an event: readable, in its own topic, under its own key. Everybody
 * who reads goes by this, so that no two services differ in what they have read.
 */
public final class EventRecord {

  /** Where something can be deleted. Elsewhere a tombstone would let compaction forget history. */
  private static final Set<String> WITH_TOMBSTONES =
      Set.of(Topics.INSTANCES, Topics.NODES, Topics.TOPOLOGY, Topics.ENDPOINTS);

  private EventRecord() {}

  /**
   * The record's event.
   *
   * @return empty for a tombstone, and for a type that is unknown to this version
   * @throws IllegalArgumentException if it isn't one that belongs where it is
   */
  public static Optional<Event> decode(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      requireTombstoneMakesSense(record);
      return Optional.empty();
    }
    Optional<Event> event = EventCodec.decode(record.headers(), record.value());
    event.ifPresent(read -> requirePlace(read, record));
    return event;
  }

  private static void requireTombstoneMakesSense(ConsumerRecord<String, byte[]> record) {
    if (!WITH_TOMBSTONES.contains(record.topic())) {
      throw new IllegalArgumentException("a tombstone, but nothing is ever deleted here");
    }
    switch (record.topic()) {
      case Topics.NODES -> NodeId.of(record.key());
      case Topics.ENDPOINTS -> Required.text("key", record.key());
      default -> InstanceId.of(record.key());
    }
  }

  /** One topic's offsets mean nothing to those who follow another one. */
  private static void requirePlace(Event event, ConsumerRecord<String, byte[]> record) {
    if (!event.topic().equals(record.topic())) {
      throw new IllegalArgumentException(
          "a " + event.type() + " belongs to " + event.topic() + ", not here");
    }
    if (!event.mayHaveKey(record.key())) {
      throw new IllegalArgumentException(
          "the key is " + record.key() + ", which isn't that of this " + event.type());
    }
  }
}
