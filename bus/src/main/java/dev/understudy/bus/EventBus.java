package dev.understudy.bus;

import dev.understudy.bus.tracing.EventIdentity;
import dev.understudy.bus.tracing.Traces;
import dev.understudy.bus.tracing.Work;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.health.InstanceObserved;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * Publishes events. Safe for use by several threads; events published by one thread keep their
 * order.
 *
 * <p>While the bus is away, {@value #BUFFERED_RECORDS} records wait here at most, each for ten
 * seconds at most ({@link TimelySerializer}); what is more, or older, fails.
 */
@ApplicationScoped
public class EventBus {

  /** The outgoing channel, configured in this module for every service. */
  static final String CHANNEL = "understudy-events";

  private static final int BUFFERED_RECORDS = 4096;

  private final MutinyEmitter<Record<String, byte[]>> emitter;
  private final String source;
  private final Traces traces;
  private final BusAbsence absence = new BusAbsence();

  EventBus(
      @Channel(CHANNEL)
          @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFERED_RECORDS)
          MutinyEmitter<Record<String, byte[]>> emitter,
      @ConfigProperty(name = "quarkus.application.name") String source,
      Traces traces) {
    this.emitter = emitter;
    this.traces = traces;
    this.source = "/understudy/" + source;
  }

  /**
   * Publishes an event.
   *
   * @return completes when the broker has it (acks=all); fails when it is given up, after ten
   *     seconds or so. Nothing is sent before somebody subscribes, which is when it is said; every
   *     subscription says it anew.
   */
  public Uni<Void> publish(Event event) {
    return publish(event, traces.of(event));
  }

  /**
   * The same, for an event that doesn't tell by itself what led to it.
   *
   * @param dueTo the event that did
   */
  public Uni<Void> publish(Event event, EventIdentity dueTo) {
    return publish(event, traces.of(event, dueTo));
  }

  /** The same, for an observation that shows the primary silent: a failover may begin with it. */
  public Uni<Void> publishSuspicion(InstanceObserved observed) {
    return publish(observed, traces.ofSuspicion(observed));
  }

  private Uni<Void> publish(Event event, Work work) {
    byte[] value = EventCodec.encode(event);
    Uni<Void> sent =
        Uni.createFrom()
            .deferred(
                () -> {
                  Headers headers = headers(event);
                  work.carry(headers);
                  return send(event.topic(), event.key(), value, headers);
                });
    return work == Work.UNTRACED
        ? sent
        : sent.onItemOrFailure().invoke((done, failure) -> work.ended(failure));
  }

  /** The CloudEvents source of what is published here: which service it is. */
  String source() {
    return source;
  }

  Headers headers(Event event) {
    return EventCodec.headers(event, source, Clock.systemUTC().instant());
  }

  /** Publishes a tombstone: compaction forgets the key. */
  public Uni<Void> publishTombstone(String topic, String key) {
    return send(topic, key, null, null);
  }

  /** Fails, and throws nothing, if more is waiting to be sent than may wait. */
  Uni<Void> send(String topic, String key, byte[] value, Headers headers) {
    var metadata = OutgoingKafkaRecordMetadata.<String>builder().withTopic(topic);
    if (headers != null) {
      metadata.withHeaders(headers);
    }
    Metadata where = Metadata.of(metadata.build());
    return Uni.createFrom()
        .deferred(() -> emitter.sendMessage(Message.of(Record.of(key, value), where)))
        .onFailure()
        .invoke(failure -> absence.refused(topic, failure))
        .onItem()
        .invoke(absence::taken);
  }
}
