package dev.understudy.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Topics;
import dev.understudy.localstack.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  @Test
  void keepsWhatItWasGivenOverARestart(@TempDir Path folder) throws Exception {
    int brokerPort = FreePort.anywhere();
    int controllerPort = FreePort.anywhere();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, brokerPort, controllerPort)) {
      kafka.createTopics(2);
      try (var producer =
          new KafkaProducer<>(
              Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>(Topics.DECISIONS, 0, "demo/1", "first")).get();
      }
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, brokerPort, controllerPort)) {
      kafka.createTopics(2);
      try (var consumer =
          new KafkaConsumer<>(
              Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
              new StringDeserializer(),
              new StringDeserializer())) {
        var partition = new TopicPartition(Topics.DECISIONS, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        assertThat(consumer.poll(Duration.ofSeconds(20)))
            .singleElement()
            .satisfies(record -> assertThat(record.value()).isEqualTo("first"));
      }
    }
  }
}
