package dev.understudy.bus.tracing;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.health.InstanceObserved;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows failovers from event to event. Safe for use by several threads. */
public interface Traces {

  /** Follows nothing, and costs nothing. */
  Traces OFF = new Untraced();

  /** An event was read. */
  void read(ConsumerRecord<String, byte[]> record, Event event);

  /** An event is about to be published; what led to it is known from what was read. */
  Work of(Event event);

  /**
   * An event is about to be published.
   *
   * @param dueTo what led to it
   */
  Work of(Event event, EventIdentity dueTo);

  /** An observation that shows the primary silent is about to be published. */
  Work ofSuspicion(InstanceObserved observed);
}
