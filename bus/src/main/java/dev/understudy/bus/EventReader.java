package dev.understudy.bus;

import dev.understudy.bus.metrics.EveryServiceMetrics;
import dev.understudy.bus.tracing.Traces;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/**
 * Turns records into events. A record that can't be read goes to its topic's dead letters with the
 * reason in the header {@code understudy-dead-letter-reason}, is counted, and the partition moves
 * on; an unknown type is skipped. Safe for use by several threads.
 */
@ApplicationScoped
public class EventReader {

  static final String REASON = "understudy-dead-letter-reason";

  private static final Logger LOG = Logger.getLogger(EventReader.class);

  private final EventBus bus;
  private final MeterRegistry meters;
  private final Traces traces;

  /** Shows every topic at zero from the start, so that the first dead letter is seen as a rise. */
  EventReader(EventBus bus, MeterRegistry meters, Traces traces) {
    this.bus = bus;
    this.traces = traces;
    this.meters = meters;
    Topics.ALL.forEach(topic -> EveryServiceMetrics.DEAD_LETTERS.counter(meters, topic));
  }

  /**
   * The record's event.
   *
   * @return empty for a tombstone, an unknown type and a dead letter: nothing more to do with it
   */
  public Optional<Event> read(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      Optional<Event> event = EventCodec.decode(record.headers(), record.value());
      if (event.isPresent()) {
        traces.read(record, event.get());
      }
      return event;
    } catch (RuntimeException e) {
      bury(record, e.getMessage()).subscribe().with(done -> {}, lost -> reportLost(record, lost));
      return Optional.empty();
    }
  }

  /**
   * Sends a record to its topic's dead letters.
   *
   * @param reason why nobody could handle it
   */
  public Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.warnf(
        "dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
    EveryServiceMetrics.DEAD_LETTERS.counter(meters, record.topic()).increment();
    Headers headers = new RecordHeaders(record.headers());
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    String key = record.key() == null ? "" : record.key();
    return bus.send(Topics.deadLetters(record.topic()), key, record.value(), headers);
  }

  /**
   * Sends an event that could not be carried out to its topic's dead letters.
   *
   * @param reason why it was given up
   */
  public Uni<Void> bury(Event event, String reason) {
    LOG.warnf("dead letter: %s %s: %s", event.topic(), event.key(), reason);
    EveryServiceMetrics.DEAD_LETTERS.counter(meters, event.topic()).increment();
    Headers headers = bus.headers(event);
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    String topic = Topics.deadLetters(event.topic());
    return bus.send(topic, event.key(), EventCodec.encode(event), headers);
  }

  private static void reportLost(ConsumerRecord<String, byte[]> record, Throwable cause) {
    LOG.errorf(
        cause,
        "the dead letter %s-%d@%d could not be stored",
        record.topic(),
        record.partition(),
        record.offset());
  }
}
