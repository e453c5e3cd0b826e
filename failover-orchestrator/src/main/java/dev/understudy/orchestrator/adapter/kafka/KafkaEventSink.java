package dev.understudy.orchestrator.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.orchestrator.application.EventSink;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

/** Publishes through the bus. */
@ApplicationScoped
class KafkaEventSink implements EventSink {

  private final EventBus bus;

  KafkaEventSink(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public CompletionStage<Void> publish(Event event) {
    return bus.publish(event).subscribeAsCompletionStage();
  }

  @Override
  public CompletionStage<Void> deleteInstance(InstanceId instance) {
    return bus.publishTombstone(Topics.INSTANCES, instance.value())
        .chain(() -> bus.publishTombstone(Topics.TOPOLOGY, instance.value()))
        .subscribeAsCompletionStage();
  }
}
