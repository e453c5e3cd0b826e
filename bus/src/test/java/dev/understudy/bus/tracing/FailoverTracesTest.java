package dev.understudy.bus.tracing;

import static dev.understudy.bus.tracing.Events.A;
import static dev.understudy.bus.tracing.Events.B;
import static dev.understudy.bus.tracing.Events.C;
import static dev.understudy.bus.tracing.Events.NEXT;
import static dev.understudy.bus.tracing.Events.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.notification.DeliveryOutcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Processes that tell each other of a failover, without a bus in between. */
class FailoverTracesTest {

  private static final Clock CLOCK = Clock.systemUTC();

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exporter)).build();
  private final Traces proberA = process();
  private final Traces proberB = process();
  private final Traces orchestrator = process();
  private final Traces node = process();
  private final Traces dns = process();
  private final Traces notifier = process();

  @Test
  void aFailoverIsOneTraceInTheOrderOfItsCauses() {
    tell(suspicion(proberA, "a"), orchestrator);
    tell(suspicion(proberB, "b"), orchestrator);
    failOver();

    assertThat(paths())
        .containsExactlyInAnyOrder(
            "probe",
            "probe",
            "probe/open epoch",
            "probe/open epoch/join epoch",
            "probe/open epoch/join epoch",
            "probe/open epoch/elect primary",
            "probe/open epoch/elect primary/promote",
            "probe/open epoch/elect primary/follow",
            "probe/open epoch/elect primary/promote/publish topology",
            "probe/open epoch/elect primary/promote/publish topology/publish name",
            "probe/open epoch/notify");
    assertThat(spans("probe")).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
    assertThat(spans("open epoch").get(0).getLinks())
        .as("the second vantage's suspicion")
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly(spans("probe").get(1).getSpanId());
  }

  private void failOver() {
    tell(say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_CRASHED)), orchestrator, node);
    tell(say(node, Events.joined(B)), orchestrator);
    tell(say(node, Events.joined(C)), orchestrator);
    tell(say(orchestrator, Events.elected()), orchestrator, node);
    tell(say(node, Events.promoted()), orchestrator);
    tell(say(orchestrator, Events.topology(B)), dns);
    tell(say(node, Events.following()), orchestrator);
    tell(say(dns, Events.endpoint()), orchestrator);
    tell(say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_CRASHED)), notifier);
    notify(DeliveryOutcome.DELIVERED);
  }

  private void notify(DeliveryOutcome outcome) {
    EventIdentity opened = EventIdentity.of(ORDERS, NEXT, EpochOpened.class);
    notifier.of(Events.receipt(outcome), opened).ended(null);
  }

  @Test
  void aStepThatIsSaidAgainIsTheSameSpan() {
    tell(say(orchestrator, Events.opened(NEXT, Cause.SWITCHOVER)), node);

    Said first = say(node, Events.joined(B));
    Said second = say(node, Events.joined(B));

    assertThat(paths()).containsExactlyInAnyOrder("open epoch", "open epoch/join epoch");
    assertThat(second.traceparent()).isPresent().isEqualTo(first.traceparent());
  }

  @Test
  void ofTwoProposalsTheOneThatIsReadFirstCounts() {
    Traces other = process();
    Said mine = say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_DEAD));
    Said theirs = say(other, Events.opened(NEXT, Cause.PRIMARY_DEAD));
    tell(theirs, orchestrator, other);
    tell(mine, orchestrator, other);

    say(orchestrator, Events.elected());
    say(other, Events.elected());

    assertThat(spans("elect primary"))
        .extracting(SpanData::getParentSpanId)
        .containsOnly(spans("open epoch").get(1).getSpanId())
        .hasSize(2);
  }

  @Test
  void whatIsReadAgainAfterAStartMakesNoSpan() {
    Said opened = say(orchestrator, Events.opened(NEXT, Cause.SWITCHOVER));
    exporter.reset();
    Traces restarted = process();

    tell(opened.aged(FailoverTraces.FRESH.plusSeconds(5)), restarted);
    Said joined = say(restarted, Events.joined(A));

    assertThat(exporter.getFinishedSpanItems()).isEmpty();
    assertThat(joined.traceparent()).isEmpty();
  }

  @Test
  void aSuspicionThatPassedLeadsToNothing() {
    tell(suspicion(proberA, "a"), orchestrator);
    tell(suspicion(proberA, "a"), orchestrator);
    tell(say(proberA, Events.observed("a")), orchestrator);
    say(orchestrator, Events.opened(NEXT, Cause.SWITCHOVER));

    assertThat(paths())
        .as("one span per suspicion")
        .containsExactlyInAnyOrder("probe", "open epoch");
  }

  @Test
  void anEpochThatWasNotConfirmedLeadsToTheNext() {
    tell(say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_DEAD)), orchestrator);
    say(orchestrator, Events.opened(Epoch.of(3), Cause.PROMOTION_UNCONFIRMED));

    assertThat(paths()).containsExactlyInAnyOrder("open epoch", "open epoch/open epoch");
  }

  @Test
  void aDeliveryThatFailedIsMarked() {
    tell(say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_DEAD)), notifier);

    notify(DeliveryOutcome.WILL_RETRY);

    SpanData span = spans("notify").get(0);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("understudy.subject")))
        .isEqualTo("mail");
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
        .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
  }

  @Test
  void onlyATopologyWithAPrimaryIsAStep() {
    tell(say(node, Events.promoted()), orchestrator);
    Said without = say(orchestrator, Events.topology(null));

    assertThat(exporter.getFinishedSpanItems()).isEmpty();
    assertThat(without.traceparent()).isEmpty();
  }

  @Test
  void aForeignHeaderThatMakesNoSenseIsIgnored() {
    Said opened = say(orchestrator, Events.opened(NEXT, Cause.PRIMARY_DEAD));
    opened.headers().remove("traceparent");
    opened.headers().add("traceparent", "00-nonsense".getBytes(StandardCharsets.UTF_8));
    exporter.reset();
    tell(opened, node);

    say(node, Events.joined(B));

    assertThat(exporter.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void whileItIsOffNothingIsCarried() {
    Headers headers = new RecordHeaders();
    Work work = Traces.OFF.of(Events.opened(NEXT, Cause.PRIMARY_DEAD));
    work.carry(headers);
    work.ended(null);

    assertThat(work).isSameAs(Work.UNTRACED);
    assertThat(headers).isEmpty();
  }

  private Traces process() {
    return new FailoverTraces(provider.get("test"), CLOCK);
  }

  private static Said suspicion(Traces prober, String vantage) {
    InstanceObserved observed = Events.observed(vantage);
    return said(observed, prober.ofSuspicion(observed));
  }

  private static Said say(Traces process, Event event) {
    return said(event, process.of(event));
  }

  private static Said said(Event event, Work work) {
    Headers headers = new RecordHeaders();
    work.carry(headers);
    work.ended(null);
    return new Said(event, headers, CLOCK.instant());
  }

  private static void tell(Said said, Traces... readers) {
    for (Traces reader : readers) {
      reader.read(said.record(), said.event());
    }
  }

  /** A record and what is in it. */
  private record Said(Event event, Headers headers, Instant at) {

    Said aged(Duration age) {
      return new Said(event, headers, at.minus(age));
    }

    Optional<String> traceparent() {
      return Optional.ofNullable(headers.lastHeader("traceparent"))
          .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    ConsumerRecord<String, byte[]> record() {
      return new ConsumerRecord<>(
          event.topic(),
          0,
          0,
          at.toEpochMilli(),
          TimestampType.CREATE_TIME,
          0,
          0,
          event.key(),
          new byte[0],
          headers,
          Optional.empty());
    }
  }

  private List<SpanData> spans(String name) {
    return exporter.getFinishedSpanItems().stream().filter(s -> s.getName().equals(name)).toList();
  }

  private List<String> paths() {
    return exporter.getFinishedSpanItems().stream().map(this::path).toList();
  }

  private String path(SpanData span) {
    return exporter.getFinishedSpanItems().stream()
        .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
        .findFirst()
        .map(parent -> path(parent) + "/" + span.getName())
        .orElse(span.getName());
  }
}
