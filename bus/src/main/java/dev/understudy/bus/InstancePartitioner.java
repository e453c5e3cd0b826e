package dev.understudy.bus;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Partitions by the part of the key before the first slash, the instance's id, so that all that
 * concerns an instance is in one order.
 */
public final class InstancePartitioner implements Partitioner {

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    return partition((String) key, cluster.partitionsForTopic(topic).size());
  }

  /** The partition of a key among {@code count}. */
  public static int partition(String key, int count) {
    int slash = key.indexOf('/');
    String instance = slash < 0 ? key : key.substring(0, slash);
    return Utils.toPositive(Utils.murmur2(instance.getBytes(StandardCharsets.UTF_8))) % count;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
