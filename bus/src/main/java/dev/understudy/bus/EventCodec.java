package dev.understudy.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.EventTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * CloudEvents 1.0 on Kafka, binary mode: attributes in {@code ce_} headers, JSON data in the value
 * (<a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 * protocol binding</a>, 3.2). Safe for use by several threads.
 */
public final class EventCodec {

  static final String TYPE = "ce_type";
  static final String TIME = "ce_time";

  /** No event comes near this; Kafka's own limit counts compressed bytes. */
  static final int MOST_DATA_BYTES = 1024 * 1024;

  /** Times from 1970 to 2262: as far as nanoseconds in a {@code long} go. */
  private static final long LATEST_EPOCH_SECOND = Long.MAX_VALUE / 1_000_000_000;

  /** Strict: a number is no text and no truth, and what follows the event is no part of it. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** Made for all types at once: making one takes long enough to be felt in a first failover. */
  private static final Map<Class<?>, ObjectReader> READERS = perType(JSON::readerFor);

  private static final Map<Class<?>, ObjectWriter> WRITERS = perType(JSON::writerFor);

  private EventCodec() {}

  private static <T> Map<Class<?>, T> perType(Function<Class<?>, T> make) {
    return EventTypes.ALL.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), make));
  }

  /** The event's JSON. */
  public static byte[] encode(Event event) {
    try {
      return writer(event).writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(event.type() + " can't be written as JSON", e);
    }
  }

  /** A service may bury an event that is its own and has no type that the others know. */
  private static ObjectWriter writer(Event event) {
    ObjectWriter known = WRITERS.get(event.getClass());
    return known == null ? JSON.writer() : known;
  }

  /** The event's CloudEvents headers. */
  public static Headers headers(Event event, String source, Instant time) {
    Headers headers = new RecordHeaders();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", UUID.randomUUID().toString());
    put(headers, "ce_source", source);
    put(headers, TYPE, event.type());
    put(headers, TIME, time.toString());
    put(headers, "content-type", "application/json");
    return headers;
  }

  /**
   * The event in a record.
   *
   * @return empty if its type is unknown to this version: to be skipped, not an error
   * @throws IllegalArgumentException if it has no type, or its data is not what the type says
   */
  public static Optional<Event> decode(Headers headers, byte[] data) {
    String type = text(headers, TYPE);
    if (type == null) {
      throw new IllegalArgumentException("the header " + TYPE + " is missing");
    }
    return EventTypes.byType(type).map(known -> read(known, data));
  }

  /**
   * When the event happened, on its writer's clock; empty if the header is missing or wrong, or
   * says a time that no clock shows.
   */
  public static Optional<Instant> time(Headers headers) {
    try {
      return Optional.ofNullable(text(headers, TIME))
          .map(Instant::parse)
          .filter(time -> time.getEpochSecond() >= 0)
          .filter(time -> time.getEpochSecond() < LATEST_EPOCH_SECOND);
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Event read(Class<? extends Event> type, byte[] data) {
    if (data.length > MOST_DATA_BYTES) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": more than " + MOST_DATA_BYTES + " bytes");
    }
    try {
      Event event = READERS.get(type).readValue(data);
      if (event == null) {
        throw new IllegalArgumentException("not a " + type.getSimpleName() + ": no data");
      }
      return event;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static void put(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String key) {
    Header header = headers.lastHeader(key);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
