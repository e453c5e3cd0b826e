package dev.understudy.node;

import dev.understudy.bus.EventCodec;
import dev.understudy.bus.InstancePartitioner;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.node.NodeAnnounced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A node that announces itself on the bus as {@link #ID}, for as long as its file is there. */
final class Twin implements AutoCloseable {

  static final String ID = "node-twin";

  private static final NodeAnnounced ANNOUNCED =
      new NodeAnnounced(NodeId.of(ID), "local", "a", "127.0.1.9", 1L << 30, 0, "redis 7");

  private final KafkaProducer<String, byte[]> producer;
  private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();

  private Twin(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                InstancePartitioner.class.getName()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** One whose first announcement is on the bus when this returns. */
  static Twin begin(String bootstrapServers, Path file) throws IOException, InterruptedException {
    Files.createFile(file);
    Twin twin = new Twin(bootstrapServers);
    try {
      twin.producer.send(announcement()).get();
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
    twin.heartbeats.scheduleAtFixedRate(() -> twin.beat(file), 500, 500, TimeUnit.MILLISECONDS);
    return twin;
  }

  private void beat(Path file) {
    if (Files.exists(file)) {
      producer.send(announcement());
    }
  }

  private static ProducerRecord<String, byte[]> announcement() {
    return new ProducerRecord<>(
        ANNOUNCED.topic(),
        null,
        ANNOUNCED.key(),
        EventCodec.encode(ANNOUNCED),
        EventCodec.headers(ANNOUNCED, "/understudy/twin", Instant.now()));
  }

  @Override
  public void close() {
    heartbeats.shutdownNow();
    producer.close();
  }
}
