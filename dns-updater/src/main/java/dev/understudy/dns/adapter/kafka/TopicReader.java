package dev.understudy.dns.adapter.kafka;

import dev.understudy.bus.EventReader;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.application.NameKeeper;
import dev.understudy.dns.domain.CatchUp;
import dev.understudy.dns.domain.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Reads the topics; the keeper's thread does the rest. Never blocks the event loop. */
@ApplicationScoped
public class TopicReader {

  /** The channel that carries all the topics of {@link TopicExtents#TOPICS}. */
  static final String CHANNEL = "wishes";

  private static final Logger LOG = Logger.getLogger(TopicReader.class);

  private final EventReader events;
  private final NameKeeper keeper;

  TopicReader(EventReader events, NameKeeper keeper) {
    this.events = events;
    this.keeper = keeper;
  }

  @Incoming(CHANNEL)
  CompletionStage<Void> on(ConsumerRecord<String, byte[]> record) {
    CatchUp.Partition partition = new CatchUp.Partition(record.topic(), record.partition());
    return keeper
        .read(partition, record.offset(), fact(record))
        .exceptionally(
            failure -> {
              bury(record, failure);
              return null;
            });
  }

  private Fact fact(ConsumerRecord<String, byte[]> record) {
    return record.topic().equals(Topics.INSTANCES) ? instance(record) : event(record);
  }

  private Fact instance(ConsumerRecord<String, byte[]> record) {
    return record.value() == null ? deleted(record) : specified(record);
  }

  private Fact deleted(ConsumerRecord<String, byte[]> record) {
    try {
      return new Fact.Deleted(InstanceId.of(record.key()));
    } catch (IllegalArgumentException e) {
      bury(record, e);
      return new Fact.Nothing();
    }
  }

  private Fact specified(ConsumerRecord<String, byte[]> record) {
    return events.read(record).orElse(null) instanceof InstanceSpec spec
        ? new Fact.Specified(spec.instance(), Set.copyOf(spec.memberIds()))
        : new Fact.Nothing();
  }

  private Fact event(ConsumerRecord<String, byte[]> record) {
    Event event = events.read(record).orElse(null);
    if (event instanceof TopologySnapshot snapshot) {
      return new Fact.Topology(snapshot);
    } else if (event instanceof EndpointPublished endpoint) {
      return new Fact.Published(endpoint);
    }
    return new Fact.Nothing();
  }

  private void bury(ConsumerRecord<String, byte[]> record, Throwable reason) {
    events
        .bury(record, reason)
        .subscribe()
        .with(done -> {}, lost -> LOG.errorf(lost, "a dead letter could not be stored"));
  }
}
