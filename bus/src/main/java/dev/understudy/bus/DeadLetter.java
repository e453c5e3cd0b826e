package dev.understudy.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that nobody could handle, as its topic's dead letters keep it. Bounded: what was too
 * much for its topic must not be too much for this one.
 *
 * @param key empty if it had none
 * @param value its beginning, if it is long
 * @param headers its own, and what is known of it: why it is here, where it was, how long its value
 *     is if not all of it is here
 */
record DeadLetter(String key, byte[] value, Headers headers) {

  static final String REASON = "understudy-dead-letter-reason";
  static final String SERVICE = "understudy-dead-letter-service";
  static final String PARTITION = "understudy-dead-letter-partition";
  static final String OFFSET = "understudy-dead-letter-offset";
  static final String FULL_LENGTH = "understudy-dead-letter-full-length";

  /** No sound event is longer; many of these may wait for the bus. */
  static final int MOST_VALUE_BYTES = 16 * 1024;

  static final int MOST_HEADERS = 32;
  static final int LONGEST_HEADER_BYTES = 4096;
  static final int LONGEST_KEY = 1024;
  static final int LONGEST_REASON = 500;

  /**
   * From a record.
   *
   * @param service who could not handle it
   */
  static DeadLetter of(ConsumerRecord<String, byte[]> record, String service, String reason) {
    Headers headers = bounded(record.headers());
    add(headers, REASON, reason);
    add(headers, SERVICE, service);
    add(headers, PARTITION, String.valueOf(record.partition()));
    add(headers, OFFSET, String.valueOf(record.offset()));
    byte[] value = record.value();
    if (value != null && value.length > MOST_VALUE_BYTES) {
      add(headers, FULL_LENGTH, String.valueOf(value.length));
      value = Arrays.copyOf(value, MOST_VALUE_BYTES);
    }
    String key = record.key() == null ? "" : record.key();
    return new DeadLetter(key.substring(0, Math.min(key.length(), LONGEST_KEY)), value, headers);
  }

  /** A reason that fits a header and a line of the log, whoever worded it. */
  static String reason(String words) {
    if (words == null || words.isBlank()) {
      return "no reason was given";
    }
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  private static Headers bounded(Headers all) {
    Headers kept = new RecordHeaders();
    int count = 0;
    for (Header header : all) {
      byte[] value = header.value();
      int length = header.key().length() + (value == null ? 0 : value.length);
      if (count < MOST_HEADERS && length <= LONGEST_HEADER_BYTES) {
        kept.add(header);
        count++;
      }
    }
    return kept;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
