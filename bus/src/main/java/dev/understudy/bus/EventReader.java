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
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/**
 * Turns records into events. A record that can't be read goes to its topic's dead letters with the
 * reason in the header {@code understudy-dead-letter-reason}, is counted, and the partition moves
 * on; an unknown type is skipped. A record is buried once, however often this process reads it.
 * Safe for use by several threads.
 */
@ApplicationScoped
public class EventReader {

  private static final Logger LOG = Logger.getLogger(EventReader.class);

  private final EventBus bus;
  private final MeterRegistry meters;
  private final Graveyard graveyard = new Graveyard();
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
    try {
      Optional<Event> event = EventRecord.decode(record);
      event.ifPresent(read -> traces.read(record, read));
      return event;
    } catch (RuntimeException e) {
      bury(record, e).subscribe().with(done -> {}, lost -> reportLost(record, lost));
      return Optional.empty();
    }
  }

  /**
   * Sends a record to its topic's dead letters, unless this process did already.
   *
   * @param reason why nobody could handle it
   * @return fails if the dead letter could not be stored
   */
  public Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason) {
    if (!graveyard.isFirst(record.topic(), record.partition(), record.offset())) {
      return Uni.createFrom().voidItem();
    }
    String words = DeadLetter.reason(reason);
    LOG.warnf(
        "dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), words);
    EveryServiceMetrics.DEAD_LETTERS.counter(meters, record.topic()).increment();
    DeadLetter letter = DeadLetter.of(record, bus.source(), words);
    String topic = Topics.deadLetters(record.topic());
    return bus.send(topic, letter.key(), letter.value(), letter.headers());
  }

  /** The same, for a failure of handling it. */
  public Uni<Void> bury(ConsumerRecord<String, byte[]> record, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return bury(record, cause.getMessage() == null ? cause.toString() : cause.getMessage());
  }

  /**
   * Sends an event that could not be carried out to its topic's dead letters.
   *
   * @param reason why it was given up
   */
  public Uni<Void> bury(Event event, String reason) {
    String words = DeadLetter.reason(reason);
    LOG.warnf("dead letter: %s %s: %s", event.topic(), event.key(), words);
    EveryServiceMetrics.DEAD_LETTERS.counter(meters, event.topic()).increment();
    Headers headers = bus.headers(event);
    headers.add(DeadLetter.REASON, words.getBytes(StandardCharsets.UTF_8));
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
