package dev.understudy.bus.lag;

import io.smallrye.reactive.messaging.IncomingInterceptor;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Notes how far every partition has been handled, of all incoming channels. A consumer's own
 * position won't do: hundreds of records may have been fetched and wait for a handler that hangs.
 */
@ApplicationScoped
public class HandledOffsets implements IncomingInterceptor {

  private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();

  @Override
  public Message<?> afterMessageReceive(Message<?> message) {
    IncomingKafkaRecordMetadata<?, ?> record = record(message);
    if (record != null) {
      next.putIfAbsent(partition(record), record.getOffset());
    }
    return message;
  }

  @Override
  public void onMessageAck(Message<?> message) {
    done(message);
  }

  /** What failed isn't tried again either. */
  @Override
  public void onMessageNack(Message<?> message, Throwable failure) {
    done(message);
  }

  private void done(Message<?> message) {
    IncomingKafkaRecordMetadata<?, ?> record = record(message);
    if (record != null) {
      next.put(partition(record), record.getOffset() + 1);
    }
  }

  private static IncomingKafkaRecordMetadata<?, ?> record(Message<?> message) {
    return message.getMetadata(IncomingKafkaRecordMetadata.class).orElse(null);
  }

  private static TopicPartition partition(IncomingKafkaRecordMetadata<?, ?> record) {
    return new TopicPartition(record.getTopic(), record.getPartition());
  }

  /** The first offset that is not handled yet; empty if no record has come. */
  OptionalLong next(TopicPartition partition) {
    Long offset = next.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
