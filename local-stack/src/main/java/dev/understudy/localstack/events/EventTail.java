package dev.understudy.localstack.events;

import dev.understudy.bus.EventCodec;
import dev.understudy.bus.EventRecord;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.localstack.watch.Arrivals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every topic from its end on and keeps what it read, within bounds. Survives a restart of
 * the broker. Safe for use by several threads.
 */
public final class EventTail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

  private static final Set<Class<? extends Event>> ROUTINE =
      Set.of(MemberReported.class, InstanceObserved.class, LeaseRenewed.class, NodeAnnounced.class);
  private static final int ROUTINE_KEPT = 5_000;
  private static final int NOTABLE_KEPT = 20_000;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread thread;

  /** Kept apart, so that heartbeats don't push out what matters. */
  private final Arrivals<Seen<?>> routine = new Arrivals<>(ROUTINE_KEPT);

  private final Arrivals<Seen<?>> notable = new Arrivals<>(NOTABLE_KEPT);
  private volatile boolean closing;

  private EventTail(KafkaConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
    this.thread = new Thread(this::read, "event-tail");
    thread.setDaemon(true);
  }

  /** Starts to read; returns when its positions stand, so that nothing written later is missed. */
  public static EventTail start(String bootstrapServers) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "local-stack",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Topics.ALL.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    EventTail tail = new EventTail(consumer);
    tail.thread.start();
    return tail;
  }

  private void read() {
    try (consumer) {
      while (!closing) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("closing");
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      EventRecord.decode(record).ifPresent(event -> keep(event, record));
    } catch (RuntimeException e) {
      LOG.warn("{}-{}@{}", record.topic(), record.partition(), record.offset(), e);
    }
  }

  private void keep(Event event, ConsumerRecord<String, byte[]> record) {
    Instant happenedAt =
        EventCodec.time(record.headers()).orElse(Instant.ofEpochMilli(record.timestamp()));
    Seen<?> seen =
        new Seen<>(event, happenedAt, record.topic(), record.partition(), record.offset());
    kind(event.getClass()).add(seen);
  }

  private Arrivals<Seen<?>> kind(Class<?> type) {
    return ROUTINE.contains(type) ? routine : notable;
  }

  /** All events of a type that are kept, the oldest first. */
  public <T extends Event> List<Seen<T>> seen(Class<T> type) {
    return kind(type).all().stream()
        .filter(seen -> type.isInstance(seen.event()))
        .map(EventTail::<T>cast)
        .toList();
  }

  /** The first event that is wanted, of those kept or of those to come. */
  public <T extends Event> CompletableFuture<Seen<T>> first(
      Class<T> type, Predicate<Seen<T>> wanted) {
    return kind(type).first(matching(type, wanted)).thenApply(EventTail::cast);
  }

  /**
   * Waits for the first event that is wanted, of those kept or of those to come.
   *
   * @throws TimeoutException if it doesn't come in time
   */
  public <T extends Event> Seen<T> await(Class<T> type, Predicate<Seen<T>> wanted, Duration timeout)
      throws TimeoutException, InterruptedException {
    try {
      return cast(kind(type).await(matching(type, wanted), timeout));
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "no " + type.getSimpleName() + " as expected came within " + timeout.toMillis() + " ms");
    }
  }

  /**
   * Hears of every event to come, on the thread that reads them.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<Seen<?>> listener) {
    Runnable first = routine.listen(listener);
    Runnable second = notable.listen(listener);
    return () -> {
      first.run();
      second.run();
    };
  }

  private static <T extends Event> Predicate<Seen<?>> matching(
      Class<T> type, Predicate<Seen<T>> wanted) {
    return seen -> type.isInstance(seen.event()) && wanted.test(cast(seen));
  }

  /** Its callers have looked at the event's class. */
  @SuppressWarnings("unchecked")
  private static <T extends Event> Seen<T> cast(Seen<?> seen) {
    return (Seen<T>) seen;
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
