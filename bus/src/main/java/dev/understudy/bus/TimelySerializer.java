package dev.understudy.bus;

import dev.understudy.contracts.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Refuses to send what was said too long ago. While the bus is away, records wait for the producer
 * in turn; without a bound, a decision or an observation of a minute ago would be appended when the
 * bus is back, as if it were of now. Whoever said it is told that it wasn't sent, and says what is
 * true by then.
 *
 * <p>The producer asks when it knows the topic's partitions, so right before the record joins a
 * batch; from there on {@code delivery.timeout.ms}, ten seconds too, bounds its time. Both times
 * are of this machine's wall clock: when it is set forward, what waits at that moment is said anew.
 * Dead letters have the time of what is dead, and are always sent.
 */
public final class TimelySerializer extends ByteArraySerializer {

  static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Clock clock;

  /** For the producer, which knows it by its name. */
  public TimelySerializer() {
    this(Clock.systemUTC());
  }

  TimelySerializer(Clock clock) {
    this.clock = clock;
  }

  /**
   * The bytes.
   *
   * @throws SerializationException if they have waited for too long
   */
  @Override
  public byte[] serialize(String topic, Headers headers, byte[] data) {
    if (!Topics.isOfDeadLetters(topic)) {
      Instant now = clock.instant();
      Optional<Duration> late =
          EventCodec.time(headers)
              .map(said -> Duration.between(said, now))
              .filter(age -> age.compareTo(LONGEST_WAIT) > 0);
      if (late.isPresent()) {
        throw new SerializationException(
            "it waited for the bus for " + late.get().toMillis() + " ms and is not sent any more");
      }
    }
    return super.serialize(topic, headers, data);
  }
}
