package dev.understudy.systemtests;

import dev.understudy.contracts.Topics;
import dev.understudy.localstack.stack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What services could not handle: as they count it, and as the topics keep it. */
final class DeadLetters {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Pattern COUNTER =
      Pattern.compile("^understudy_dead_letters_total\\{[^}]*topic=\"([^\"]+)\"[^}]*} (\\S+)$");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * A dead letter.
   *
   * @param service whose it is, e.g. {@code health-prober}
   * @param offset where it was in its topic, in {@code partition}
   */
  record Letter(String service, int partition, long offset, String reason) {}

  private DeadLetters() {}

  /** How many of each topic a service has counted since its start. */
  static long counted(Service service, String topic) {
    return metrics(service)
        .lines()
        .map(COUNTER::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).equals(topic))
        .mapToLong(line -> (long) Double.parseDouble(line.group(2)))
        .sum();
  }

  private static String metrics(Service service) {
    HttpRequest request =
        HttpRequest.newBuilder(service.url().resolve("/q/metrics"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(service.name() + " shows no metrics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** All that are kept of a topic. */
  static List<Letter> kept(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    List<Letter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.deadLetters(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> letters.add(letter(record)));
      }
    }
    return letters;
  }

  private static Letter letter(ConsumerRecord<byte[], byte[]> record) {
    return new Letter(
        header(record, "service").replace("/understudy/", ""),
        Integer.parseInt(header(record, "partition")),
        Long.parseLong(header(record, "offset")),
        header(record, "reason"));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader("understudy-dead-letter-" + name);
    if (header == null) {
      throw new AssertionError(record.topic() + "@" + record.offset() + " lacks its " + name);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
