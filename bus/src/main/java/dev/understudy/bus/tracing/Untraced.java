package dev.understudy.bus.tracing;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.health.InstanceObserved;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What there is while tracing is off: no memory, no allocation, nothing of OpenTelemetry. */
final class Untraced implements Traces {

  @Override
  public void read(ConsumerRecord<String, byte[]> record, Event event) {}

  @Override
  public Work of(Event event) {
    return Work.UNTRACED;
  }

  @Override
  public Work of(Event event, EventIdentity dueTo) {
    return Work.UNTRACED;
  }

  @Override
  public Work ofSuspicion(InstanceObserved observed) {
    return Work.UNTRACED;
  }
}
