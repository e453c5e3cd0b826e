package dev.understudy.notifier.adapter.kafka;

import dev.understudy.bus.EventCodec;
import dev.understudy.bus.EventReader;
import dev.understudy.bus.lag.ConsumerLag;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.application.LogProgress;
import dev.understudy.notifier.application.NewsDesk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the receipts to their end, then decisions and alerts from their beginning, for ever. One
 * thread does all of it and owns the news desk. Decisions and alerts come in no order to each
 * other.
 *
 * <p>There is no consumer group and nothing is committed: which records count follows from reading
 * all there is, and what was delivered follows from the receipts. So a process that was killed at
 * any moment tells what it owed when it is back, at least once. Two processes at the same time both
 * tell everything; receivers drop the second by its id.
 *
 * <p>While the bus is away there is no news, and nothing is kept for it; what was read is
 * delivered. Afterwards reading goes on where it stopped, so every decision is told, however late.
 * A receipt that the bus doesn't take within ten seconds is dropped: a process that starts again
 * before the next receipt may tell that notification twice, under the same id.
 */
public final class NewsLog implements LogProgress, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(NewsLog.class);

  private static final List<String> NEWS = List.of(Topics.DECISIONS, Topics.ALERTS);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final EventReader reader;
  private final NewsDesk desk;
  private final ConsumerLag lag;
  private final Clock clock;
  private final Duration receiptsOf;

  private final Thread thread = new Thread(this::run, "understudy-news-log");
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean historyRead;

  /**
   * @param kafka where the bus is, and how to log in
   * @param receiptsOf how far back receipts matter
   */
  public NewsLog(
      Map<String, Object> kafka,
      EventReader reader,
      NewsDesk desk,
      ConsumerLag lag,
      Clock clock,
      Duration receiptsOf) {
    this.settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "understudy-notifier-log");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.reader = reader;
    this.desk = desk;
    this.lag = lag;
    this.clock = clock;
    this.receiptsOf = receiptsOf;
  }

  /** Begins to read. To be called once. */
  public void start() {
    thread.start();
  }

  @Override
  public boolean following() {
    return thread.isAlive();
  }

  @Override
  public boolean historyRead() {
    return historyRead;
  }

  private void run() {
    desk.rehearse();
    while (stopping.getCount() > 0) {
      try (var opened =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        readReceipts(opened);
        follow(opened);
      } catch (WakeupException e) {
        LOG.debug("woken up to stop");
      } catch (KafkaException e) {
        LOG.warnf("decisions and alerts can't be read, trying again: %s", e.getMessage());
        pause();
      }
    }
  }

  private void readReceipts(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = assign(consumer, List.of(Topics.NOTIFICATIONS));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    seekBack(consumer, partitions);
    while (!reached(consumer, ends)) {
      consumer.poll(POLL).forEach(record -> handle(record, this::remember));
    }
  }

  private void seekBack(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    long from = clock.instant().minus(receiptsOf).toEpochMilli();
    Map<TopicPartition, Long> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, from));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp first = found.get(partition);
      if (first == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, first.offset());
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions = assign(consumer, NEWS);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    consumer.seekToBeginning(partitions);
    while (stopping.getCount() > 0) {
      consumer.poll(POLL).forEach(record -> handle(record, this::tell));
      reportLag(consumer, partitions);
      if (!historyRead && reached(consumer, ends)) {
        historyRead = true;
        LOG.info("decisions and alerts are read; following them");
      }
    }
  }

  /** As far as the last answers said; a partition that none has come from yet counts nothing. */
  private void reportLag(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
    Map<String, Long> behind =
        partitions.stream()
            .collect(
                Collectors.groupingBy(
                    TopicPartition::topic,
                    Collectors.summingLong(each -> consumer.currentLag(each).orElse(0))));
    behind.forEach(lag::report);
  }

  private static List<TopicPartition> assign(KafkaConsumer<?, ?> consumer, List<String> topics) {
    List<TopicPartition> partitions =
        topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList();
    consumer.assign(partitions);
    return partitions;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException(topic + " does not exist yet");
    }
    return partitions;
  }

  private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** One record that nobody understands never stops the others. */
  private void handle(
      ConsumerRecord<String, byte[]> record, Consumer<ConsumerRecord<String, byte[]>> handler) {
    try {
      handler.accept(record);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s-%d@%d failed", record.topic(), record.partition(), record.offset());
      reader
          .bury(record, e)
          .subscribe()
          .with(buried -> {}, lost -> LOG.errorf(lost, "the dead letter was lost"));
    }
  }

  private void remember(ConsumerRecord<String, byte[]> record) {
    reader
        .read(record)
        .filter(NotificationAttempted.class::isInstance)
        .map(NotificationAttempted.class::cast)
        .ifPresent(desk::remember);
  }

  private void tell(ConsumerRecord<String, byte[]> record) {
    Optional<Event> event = reader.read(record);
    event
        .filter(Decision.class::isInstance)
        .map(Decision.class::cast)
        .ifPresent(decision -> desk.read(record.offset(), decision, toldAt(record)));
    event
        .filter(AlertEvent.class::isInstance)
        .map(AlertEvent.class::cast)
        .ifPresent(alert -> desk.read(record.offset(), alert, toldAt(record)));
  }

  private static Instant toldAt(ConsumerRecord<String, byte[]> record) {
    return EventCodec.time(record.headers()).orElse(Instant.ofEpochMilli(record.timestamp()));
  }

  private void pause() {
    try {
      stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.debug("interrupted: stopping");
      stopping.countDown();
    }
  }

  /** Stops reading; returns when the record at hand is handled. */
  @Override
  public void close() {
    stopping.countDown();
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
