package dev.understudy.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bus.tracing.Traces;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.node.NodeAnnounced;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.providers.DefaultEmitterConfiguration;
import io.smallrye.reactive.messaging.providers.extension.MutinyEmitterImpl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.junit.jupiter.api.Test;

/** On the emitter that the connector reads, with a producer that takes nothing until it is told. */
class EventBusTest {

  private static final int MOST_WAITING = 4096;

  private final MutinyEmitterImpl<Record<String, byte[]>> emitter =
      new MutinyEmitterImpl<>(
          new DefaultEmitterConfiguration(EventBus.CHANNEL, null, overflow(), null), 128);
  private final EventBus bus = new EventBus(emitter, "test", Traces.OFF);
  private final AssertSubscriber<Message<? extends Record<String, byte[]>>> producer =
      AssertSubscriber.create(0);

  EventBusTest() {
    emitter.getPublisher().subscribe(producer);
  }

  /** As it is declared where the emitter is injected. */
  private static OnOverflow overflow() {
    return EventBus.class.getDeclaredConstructors()[0].getParameters()[0].getAnnotation(
        OnOverflow.class);
  }

  private static NodeAnnounced event(int number) {
    return new NodeAnnounced(NodeId.of("a"), "local", "a", "127.0.1.1", number, 0, "redis 7");
  }

  private List<CompletableFuture<Void>> publish(int count) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(number -> sent.add(bus.publish(event(number)).subscribeAsCompletionStage()));
    return sent;
  }

  @Test
  void soMuchMayWaitAndTheNextIsRefused() {
    List<CompletableFuture<Void>> sent = publish(MOST_WAITING + 1);
    assertThat(sent.subList(0, MOST_WAITING)).noneMatch(CompletableFuture::isDone);
    assertThat(sent.get(MOST_WAITING)).isCompletedExceptionally();
  }

  @Test
  void whatWaitedIsSentInItsOrderAndThenThereIsRoomAgain() {
    List<CompletableFuture<Void>> sent = publish(MOST_WAITING);
    producer.request(MOST_WAITING);
    assertThat(producer.getItems())
        .extracting(
            message -> EventCodec.decode(headers(), message.getPayload().value()).orElseThrow())
        .containsExactlyElementsOf(
            IntStream.range(0, MOST_WAITING).mapToObj(number -> (Event) event(number)).toList());
    producer.getItems().forEach(Message::ack);
    assertThat(sent).allMatch(CompletableFuture::isDone);
    assertThat(publish(1).get(0)).isNotDone();
  }

  private static Headers headers() {
    return EventCodec.headers(event(0), "test", Instant.EPOCH);
  }
}
