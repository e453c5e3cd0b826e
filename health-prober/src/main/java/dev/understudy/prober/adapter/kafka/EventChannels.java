package dev.understudy.prober.adapter.kafka;

import dev.understudy.bus.EventReader;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.prober.application.Loop;
import dev.understudy.prober.application.ProbeDesk;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what the prober needs to know and hands it to the loop. A record is done when the loop has
 * done it, so that a slow loop slows the reading and nothing piles up.
 */
@ApplicationScoped
public class EventChannels {

  private static final Logger LOG = Logger.getLogger(EventChannels.class);

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final EventReader reader;
  private final Loop loop;
  private final ProbeDesk desk;

  EventChannels(EventReader reader, Loop loop, ProbeDesk desk) {
    this.reader = reader;
    this.loop = loop;
    this.desk = desk;
  }

  @Incoming("wishes")
  CompletionStage<Void> read(ConsumerRecord<String, byte[]> record) {
    return switch (record.topic()) {
      case Topics.INSTANCES -> instance(record);
      case Topics.NODES -> node(record);
      default -> handle(record, TopologySnapshot.class, desk::changed);
    };
  }

  private CompletionStage<Void> instance(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return onLoop(record, () -> desk.unwanted(InstanceId.of(record.key())));
    }
    return handle(record, InstanceSpec.class, desk::wanted);
  }

  private CompletionStage<Void> node(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return onLoop(record, () -> desk.removed(NodeId.of(record.key())));
    }
    return handle(record, NodeAnnounced.class, desk::located);
  }

  private <E> CompletionStage<Void> handle(
      ConsumerRecord<String, byte[]> record, Class<E> type, Consumer<E> handler) {
    return reader
        .read(record)
        .filter(type::isInstance)
        .map(type::cast)
        .map(event -> onLoop(record, () -> handler.accept(event)))
        .orElse(DONE);
  }

  /** A record that breaks the prober's rules is buried; the next one is read. */
  private CompletionStage<Void> onLoop(ConsumerRecord<String, byte[]> record, Runnable task) {
    return CompletableFuture.runAsync(task, loop)
        .exceptionallyCompose(
            failure -> {
              LOG.errorf(failure, "%s@%d was not handled", record.topic(), record.offset());
              return reader.bury(record, failure).subscribeAsCompletionStage();
            });
  }
}
