package dev.understudy.bus.tracing;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes the spans. A span is made when a step's result is published: it begins when this process
 * read what the step is due to, and ends when the bus has the result. So a record that is read
 * again after a restart makes none, and no span is ever left open by a process that dies.
 *
 * <p>A step is one span however often it is said: repetitions carry the span of the first.
 */
final class FailoverTraces implements Traces {

  /** Older records are history, re-read after a start: nothing that is done now is due to them. */
  static final Duration FRESH = Duration.ofMinutes(1);

  private final Tracer tracer;
  private final Clock clock;
  private final KnownSpans known = new KnownSpans();
  private final Suspicions heard = new Suspicions();
  private final Map<InstanceId, SpanContext> own = new HashMap<>();

  FailoverTraces(Tracer tracer, Clock clock) {
    this.tracer = tracer;
    this.clock = clock;
  }

  @Override
  public synchronized void read(ConsumerRecord<String, byte[]> record, Event event) {
    Instant now = clock.instant();
    if (Instant.ofEpochMilli(record.timestamp()).plus(FRESH).isBefore(now)) {
      return;
    }
    SpanContext span = TraceHeaders.read(record.headers());
    if (event instanceof InstanceObserved observed) {
      if (span.isValid()) {
        heard.heard(observed.instance(), observed.vantage(), span, now);
      } else {
        heard.ended(observed.instance(), observed.vantage());
      }
    } else if (span.isValid()) {
      Lineage.of(event).ifPresent(deed -> known.read(deed.identity(), span, now));
    }
  }

  @Override
  public synchronized Work of(Event event) {
    if (event instanceof InstanceObserved observed) {
      own.remove(observed.instance());
      return Work.UNTRACED;
    }
    return Lineage.of(event).map(deed -> work(event, deed)).orElse(Work.UNTRACED);
  }

  private Work work(Event event, Deed deed) {
    Optional<Known> before = known.of(deed.identity());
    if (before.isPresent()) {
      return new TracedWork(before.get().span());
    }
    List<Known> suspicions =
        deed.dueTo() == null ? heard.of(deed.identity().instance()) : List.of();
    Optional<Known> parent = suspicions.stream().findFirst().or(() -> known.of(deed.dueTo()));
    if (parent.isEmpty() && deed.dueTo() != null) {
      return Work.UNTRACED;
    }
    SpanBuilder builder = builder(deed.name(), event);
    parent.ifPresent(led -> continueFrom(builder, led));
    suspicions.stream().skip(1).forEach(other -> builder.addLink(other.span()));
    String subject = deed.identity().subject();
    return begin(event, subject, builder, deed.identity());
  }

  @Override
  public synchronized Work of(Event event, EventIdentity dueTo) {
    Optional<Known> parent = known.of(dueTo);
    if (parent.isEmpty()) {
      return Work.UNTRACED;
    }
    SpanBuilder builder = builder(Lineage.NOTIFY, event);
    continueFrom(builder, parent.get());
    if (!(event instanceof NotificationAttempted receipt)) {
      return begin(event, "", builder, null);
    }
    builder.setStartTimestamp(clock.instant().minus(receipt.took()));
    TracedWork work = begin(event, receipt.channel(), builder, null);
    if (receipt.outcome() != DeliveryOutcome.DELIVERED) {
      work.failed(receipt.detail());
    }
    return work;
  }

  @Override
  public synchronized Work ofSuspicion(InstanceObserved observed) {
    SpanContext before = own.get(observed.instance());
    if (before != null) {
      return new TracedWork(before);
    }
    SpanBuilder builder = builder(Lineage.PROBE, observed).setNoParent();
    builder.setStartTimestamp(clock.instant().minusMillis(observed.tookMillis()));
    TracedWork work = begin(observed, observed.vantage().value(), builder, null);
    work.failed("the primary is silent");
    own.put(observed.instance(), work.context());
    return work;
  }

  private SpanBuilder builder(String name, Event event) {
    SpanBuilder builder =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.PRODUCER)
            .setNoParent()
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.destination.name", event.topic());
    About.event(event).forEach((key, value) -> builder.setAttribute("understudy." + key, value));
    return builder;
  }

  private static void continueFrom(SpanBuilder builder, Known led) {
    builder.setParent(Context.root().with(Span.wrap(led.span()))).setStartTimestamp(led.since());
  }

  private TracedWork begin(Event event, String subject, SpanBuilder builder, EventIdentity step) {
    if (!subject.isEmpty()) {
      builder.setAttribute("understudy.subject", subject);
    }
    Span span = builder.startSpan();
    if (step != null) {
      known.published(step, span.getSpanContext(), clock.instant());
    }
    return new TracedWork(span);
  }
}
