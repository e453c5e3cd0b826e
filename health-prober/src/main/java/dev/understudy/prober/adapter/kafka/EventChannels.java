package dev.understudy.prober.adapter.kafka;

import dev.understudy.bus.EventReader;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.prober.application.Loop;
import dev.understudy.prober.application.ProbeDesk;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what the prober needs to know and hands it to the loop. A record is done when the loop has
 * done it, so that a slow loop slows the reading and nothing piles up.
 */
@ApplicationScoped
public class EventChannels {

  private static final Logger LOG = Logger.getLogger(EventChannels.class);

  /** Members report many times a second; only these two are worth decoding here. */
  private static final List<byte[]> MEMBER_EVENTS =
      List.of(bytes(Event.typeOf(MemberExited.class)), bytes(Event.typeOf(MemberPromoted.class)));

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final EventReader reader;
  private final Loop loop;
  private final ProbeDesk desk;

  EventChannels(EventReader reader, Loop loop, ProbeDesk desk) {
    this.reader = reader;
    this.loop = loop;
    this.desk = desk;
  }

  @Incoming("instances")
  CompletionStage<Void> instance(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return onLoop(record, () -> desk.unwanted(InstanceId.of(record.key())));
    }
    return handle(record, InstanceSpec.class, desk::wanted);
  }

  @Incoming("nodes")
  CompletionStage<Void> node(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return onLoop(record, () -> desk.removed(NodeId.of(record.key())));
    }
    return handle(record, NodeAnnounced.class, desk::located);
  }

  @Incoming("topology")
  CompletionStage<Void> topology(ConsumerRecord<String, byte[]> record) {
    return handle(record, TopologySnapshot.class, desk::changed);
  }

  @Incoming("members")
  CompletionStage<Void> member(ConsumerRecord<String, byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    if (type == null || MEMBER_EVENTS.stream().noneMatch(t -> Arrays.equals(t, type.value()))) {
      return DONE;
    }
    return handle(record, MemberEvent.class, event -> desk.happened(event.instance()));
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
              return reader
                  .bury(record, String.valueOf(failure.getMessage()))
                  .subscribeAsCompletionStage();
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
