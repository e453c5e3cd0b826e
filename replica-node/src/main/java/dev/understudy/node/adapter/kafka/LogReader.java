package dev.understudy.node.adapter.kafka;

import dev.understudy.bus.EventReader;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.ReadProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hands specs and decisions to the core, in the order of the log, each once, and none before the
 * node's id is its own.
 */
@ApplicationScoped
public class LogReader {

  static final String INSTANCES = "instances";
  static final String DECISIONS = "decisions";

  private static final Logger LOG = Logger.getLogger(LogReader.class);

  private final Core core;
  private final Node node;
  private final Announcer announcer;
  private final EventReader events;
  private final ReadProgress progress;

  LogReader(Core core, Node node, Announcer announcer, EventReader events, ReadProgress progress) {
    this.core = core;
    this.node = node;
    this.announcer = announcer;
    this.events = events;
    this.progress = progress;
  }

  @Incoming(INSTANCES)
  CompletionStage<Void> instance(ConsumerRecord<String, byte[]> record) {
    return onCore(
        record,
        () -> {
          if (record.value() == null) {
            node.unwanted(InstanceId.of(record.key()));
          } else {
            events
                .read(record)
                .filter(InstanceSpec.class::isInstance)
                .map(InstanceSpec.class::cast)
                .ifPresent(node::wanted);
          }
        });
  }

  @Incoming(DECISIONS)
  CompletionStage<Void> decision(ConsumerRecord<String, byte[]> record) {
    return onCore(
        record,
        () ->
            events
                .read(record)
                .filter(Decision.class::isInstance)
                .map(Decision.class::cast)
                .ifPresent(decision -> node.decided(record.offset(), decision)));
  }

  /** After a loss of its group the consumer reads all from the beginning: once is enough. */
  private CompletionStage<Void> onCore(ConsumerRecord<String, byte[]> record, Runnable handling) {
    return announcer
        .own()
        .thenRunAsync(
            () -> {
              if (progress.isNew(record.topic(), record.partition(), record.offset())) {
                handle(record, handling);
                progress.handled(record.topic(), record.partition(), record.offset());
              }
            },
            core);
  }

  private void handle(ConsumerRecord<String, byte[]> record, Runnable handling) {
    try {
      handling.run();
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s-%d@%d failed", record.topic(), record.partition(), record.offset());
      events
          .bury(record, e)
          .subscribe()
          .with(done -> {}, lost -> LOG.error("and could not be buried", lost));
    }
  }
}
