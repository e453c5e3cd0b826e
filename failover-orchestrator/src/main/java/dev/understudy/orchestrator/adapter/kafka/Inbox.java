package dev.understudy.orchestrator.adapter.kafka;

import dev.understudy.bus.EventCodec;
import dev.understudy.bus.EventReader;
import dev.understudy.bus.TopicReplay;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.orchestrator.application.DeskThread;
import dev.understudy.orchestrator.application.Received;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Brings every record to the desk. At the start it replays what the compacted topics hold, and
 * tells the desk when it is through; the channels read the same records again, which the desk
 * skips.
 */
@ApplicationScoped
class Inbox {

  private static final List<String> HISTORY =
      List.of(Topics.NODES, Topics.INSTANCES, Topics.DECISIONS, Topics.ENDPOINTS, Topics.ALERTS);

  private final DeskThread desk;
  private final EventReader reader;
  private final TopicReplay replay;

  Inbox(DeskThread desk, EventReader reader, TopicReplay replay) {
    this.desk = desk;
    this.reader = reader;
    this.replay = replay;
  }

  void start(@Observes StartupEvent started) {
    desk.start();
    replay.start(HISTORY, record -> handle(record), desk::activate);
  }

  void stop(@Observes ShutdownEvent stopping) {
    replay.stop();
  }

  @Incoming("history")
  CompletionStage<Void> history(ConsumerRecord<String, byte[]> record) {
    return handle(record);
  }

  @Incoming("evidence")
  CompletionStage<Void> evidence(ConsumerRecord<String, byte[]> record) {
    return handle(record);
  }

  /** A record that the desk can't handle becomes a dead letter, and the partition moves on. */
  private CompletionStage<Void> handle(ConsumerRecord<String, byte[]> record) {
    Optional<Event> event = reader.read(record);
    if (event.isEmpty() && record.value() != null) {
      return CompletableFuture.completedStage(null);
    }
    Instant sentAt =
        EventCodec.time(record.headers()).orElse(Instant.ofEpochMilli(record.timestamp()));
    return desk.handle(
            new Received(
                record.topic(), record.partition(), record.offset(), record.key(), event, sentAt))
        .exceptionallyCompose(failure -> reader.bury(record, failure).subscribeAsCompletionStage());
  }
}
