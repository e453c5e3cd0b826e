package dev.understudy.node.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.node.NodeAnnounced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryingOutboxTest {

  private static final InstanceId DEMO = InstanceId.of("demo");
  private static final MemberId ONE = MemberId.of("demo-1");
  private static final Duration RETRY = Duration.ofMillis(500);

  private final ManualCore core = new ManualCore();
  private final Bus bus = new Bus();
  private final RetryingOutbox outbox = new RetryingOutbox(bus::take, core);

  /** Takes what it is given, refuses it, or lets it wait. */
  private static final class Bus {
    private final List<Event> attempts = new ArrayList<>();
    private final List<Event> taken = new ArrayList<>();
    private final List<CompletableFuture<Void>> open = new ArrayList<>();
    private boolean away;
    private boolean slow;

    CompletionStage<Void> take(Event event) {
      attempts.add(event);
      if (away) {
        return CompletableFuture.failedStage(new IllegalStateException("the bus is away"));
      }
      CompletableFuture<Void> answer = new CompletableFuture<>();
      answer.thenRun(() -> taken.add(event));
      if (slow) {
        open.add(answer);
      } else {
        answer.complete(null);
      }
      return answer;
    }

    void answerAll() {
      List<CompletableFuture<Void>> all = List.copyOf(open);
      open.clear();
      all.forEach(answer -> answer.complete(null));
    }

    void refuseAll() {
      List<CompletableFuture<Void>> all = List.copyOf(open);
      open.clear();
      all.forEach(answer -> answer.completeExceptionally(new IllegalStateException("too late")));
    }

    List<Long> numbers() {
      return taken.stream().map(event -> ((MemberFenced) event).offset().value()).toList();
    }
  }

  private static MemberFenced event(long number) {
    return new MemberFenced(
        DEMO, ONE, NodeId.of("a"), Epoch.of(1), FenceMethod.PARKED, Offset.of(number));
  }

  private static NodeAnnounced heartbeat() {
    return new NodeAnnounced(NodeId.of("a"), "local", "a", "127.0.1.1", 1, 0, "redis 7");
  }

  private void publish(long from, long to) {
    LongStream.range(from, to).forEach(number -> outbox.publish(event(number)));
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  @Test
  void whatTheBusTakesIsSentOnce() {
    publish(0, 5);
    core.pass(Duration.ofMinutes(1));
    assertThat(bus.attempts).hasSize(5);
    assertThat(bus.numbers()).isEqualTo(numbers(0, 5));
  }

  @Test
  void whatTheBusRefusedIsSentAgainInItsOrder() {
    bus.away = true;
    publish(0, 10);
    core.pass(Duration.ofMinutes(1));
    publish(10, 20);
    assertThat(bus.taken).isEmpty();
    bus.away = false;
    core.pass(RETRY);
    assertThat(bus.numbers()).isEqualTo(numbers(0, 20));
    publish(20, 21);
    assertThat(bus.numbers()).as("sent at once again").isEqualTo(numbers(0, 21));
  }

  /** A bus that is away is not asked with all that waits, but with one event, twice a second. */
  @Test
  void oneEventTriesWhetherTheBusIsBack() {
    bus.away = true;
    publish(0, 100);
    bus.attempts.clear();
    core.pass(Duration.ofSeconds(10));
    assertThat(bus.attempts).hasSize(20).containsOnly(event(0));
  }

  @Test
  void whatIsSaidWhileOthersAreSentAgainComesAfterThem() {
    bus.away = true;
    publish(0, 3);
    bus.away = false;
    bus.slow = true;
    core.pass(RETRY);
    publish(3, 5);
    while (!bus.open.isEmpty()) {
      bus.answerAll();
    }
    assertThat(bus.numbers()).isEqualTo(numbers(0, 5));
  }

  @Test
  void theOldestIsGivenUpWhenTooMuchWaits() {
    bus.away = true;
    publish(0, 1024 + 76);
    bus.away = false;
    core.pass(RETRY);
    assertThat(bus.numbers()).isEqualTo(numbers(76, 1024 + 76));
  }

  /** Sent, and not answered yet: it is on its way, and kept until it has arrived. */
  @Test
  void whatIsOnItsWayIsKeptUntilItHasArrived() {
    bus.slow = true;
    publish(0, 3);
    bus.refuseAll();
    bus.slow = false;
    core.pass(RETRY);
    assertThat(bus.numbers()).isEqualTo(numbers(0, 3));
  }

  @Test
  void reportsAreNotSentAgainAndOnlySomeAreOnTheirWay() {
    bus.slow = true;
    for (int i = 0; i < 100; i++) {
      outbox.announce(heartbeat());
    }
    assertThat(bus.attempts).hasSize(64);
    bus.refuseAll();
    core.pass(Duration.ofMinutes(1));
    assertThat(bus.attempts).as("none again").hasSize(64);
    outbox.announce(heartbeat());
    assertThat(bus.attempts).as("there is room for the next").hasSize(65);
  }

  @Test
  void eventsDoNotWaitForReports() {
    bus.slow = true;
    for (int i = 0; i < 100; i++) {
      outbox.announce(heartbeat());
    }
    publish(0, 1);
    assertThat(bus.attempts).last().isEqualTo(event(0));
  }

  @Test
  void aRenewalIsTriedOnce() {
    bus.away = true;
    outbox.renew(new LeaseRenewed(DEMO, Epoch.of(1), ONE, "renewal", 45_000));
    bus.away = false;
    core.pass(Duration.ofMinutes(1));
    assertThat(bus.attempts).hasSize(1);
  }

  @Test
  void theBusIsWithinReachForFiveHeartbeatsAfterItTookSomething() {
    assertThat(outbox.reachesBus()).isFalse();
    outbox.announce(heartbeat());
    core.pass(Duration.ofMillis(4999));
    assertThat(outbox.reachesBus()).isTrue();
    bus.away = true;
    outbox.announce(heartbeat());
    core.pass(Duration.ofMillis(1));
    assertThat(outbox.reachesBus()).isFalse();
  }
}
