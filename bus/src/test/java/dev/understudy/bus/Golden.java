package dev.understudy.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.EventTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * One sound event of every type, as the contracts have them.
 *
 * @param json what is written
 */
record Golden(Class<? extends Event> type, byte[] json) {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Path FOLDER =
      Path.of("..", "contracts", "src", "test", "resources", "golden");

  static List<Golden> all() {
    return EventTypes.ALL.stream().map(Golden::of).toList();
  }

  private static Golden of(Class<? extends Event> type) {
    try {
      return new Golden(type, Files.readAllBytes(FOLDER.resolve(type.getSimpleName() + ".json")));
    } catch (IOException e) {
      throw new IllegalStateException("no golden " + type.getSimpleName(), e);
    }
  }

  Event event() {
    return EventCodec.decode(headers(), json).orElseThrow();
  }

  /** Where and under which key it is published; some other data. */
  ConsumerRecord<String, byte[]> record(byte[] data) {
    Event event = event();
    return record(event.topic(), event.key(), data, headers());
  }

  static ConsumerRecord<String, byte[]> record(
      String topic, String key, byte[] data, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        7,
        0,
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        data,
        headers,
        Optional.empty());
  }

  Headers headers() {
    return headers(Event.typeOf(type));
  }

  static Headers headers(String type) {
    Headers headers = new RecordHeaders();
    headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return headers;
  }

  JsonNode tree() {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(type + " is no JSON", e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
