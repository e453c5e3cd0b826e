package dev.understudy.systemtests;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that nobody can make sense of.
 *
 * @param name what is wrong with it
 * @param buried whether it belongs to the dead letters; else it is to be skipped
 */
record Poison(
    String name, String topic, byte[] key, byte[] value, Headers headers, boolean buried) {

  ProducerRecord<byte[], byte[]> in(int partition) {
    return new ProducerRecord<>(topic, partition, key, value, headers);
  }

  @Override
  public String toString() {
    return topic + ": " + name;
  }
}
