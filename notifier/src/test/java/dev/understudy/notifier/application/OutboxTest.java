package dev.understudy.notifier.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.Decisions;
import dev.understudy.notifier.domain.DeliveryHistory;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.NotificationKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final RetryPlan PLAN =
      new RetryPlan(Duration.ofMillis(5), Duration.ofMillis(20), 3, Duration.ofSeconds(2));

  private final Ledger ledger = new Ledger();

  /** Keeps receipts, dead letters and the pending gauge where a test can see them. */
  private static final class Ledger implements Receipts, DeliveryMetrics {
    final Queue<NotificationAttempted> receipts = new ConcurrentLinkedQueue<>();
    final Queue<Notification> buried = new ConcurrentLinkedQueue<>();
    volatile IntSupplier pending = () -> 0;

    @Override
    public Uni<Void> write(NotificationAttempted receipt) {
      receipts.add(receipt);
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> bury(Notification notification, NotificationAttempted lastReceipt) {
      buried.add(notification);
      return Uni.createFrom().voidItem();
    }

    @Override
    public void watchPending(String channel, IntSupplier pending) {
      this.pending = pending;
    }

    @Override
    public void attempted(String channel, DeliveryOutcome outcome, Duration took) {}

    List<DeliveryOutcome> outcomes() {
      return receipts.stream().map(NotificationAttempted::outcome).toList();
    }
  }

  /** A channel whose answers a test decides. */
  private static final class Line implements Channel {
    final Queue<Notification> sent = new ConcurrentLinkedQueue<>();
    private final Function<Notification, Uni<String>> answer;

    Line(Function<Notification, Uni<String>> answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "line";
    }

    @Override
    public void rehearse(Notification notification) {}

    @Override
    public Uni<String> send(Notification notification) {
      sent.add(notification);
      return answer.apply(notification);
    }
  }

  private Outbox outbox(Channel channel, int maxPending) {
    return new Outbox(channel, PLAN, maxPending, ledger, ledger, System::nanoTime);
  }

  private static List<Notification> failover(String instance) {
    Decisions decisions = new Decisions(instance);
    InstanceJournal journal = new InstanceJournal();
    journal.read(0, decisions.created(), Decisions.SUSPECTED);
    return List.of(
        journal.read(1, decisions.crashed(2), Decisions.SUSPECTED).orElseThrow(),
        journal
            .read(2, decisions.closed(2, EpochOutcome.COMPLETED), Decisions.SUSPECTED)
            .orElseThrow());
  }

  private static Uni<String> fail() {
    return Uni.createFrom().failure(DeliveryFailed.forNow("no", null));
  }

  private static Uni<String> take() {
    return Uni.createFrom().item("yes");
  }

  private void awaitIdle() {
    await().atMost(Duration.ofSeconds(10)).until(() -> ledger.pending.getAsInt() == 0);
  }

  @Test
  void triesAgainUntilItIsTaken() {
    Queue<Uni<String>> answers = new ConcurrentLinkedQueue<>(List.of(fail(), fail(), take()));
    outbox(new Line(told -> answers.remove()), 10).post(failover("demo").get(0), 0);
    awaitIdle();
    assertThat(ledger.outcomes())
        .containsExactly(
            DeliveryOutcome.WILL_RETRY, DeliveryOutcome.WILL_RETRY, DeliveryOutcome.DELIVERED);
    assertThat(ledger.receipts).extracting(NotificationAttempted::attempt).containsExactly(1, 2, 3);
    assertThat(ledger.buried).isEmpty();
  }

  @Test
  void givesUpAfterTheLastAttemptAndLeavesADeadLetter() {
    Notification started = failover("demo").get(0);
    outbox(new Line(told -> fail()), 10).post(started, 0);
    awaitIdle();
    assertThat(ledger.outcomes())
        .containsExactly(
            DeliveryOutcome.WILL_RETRY, DeliveryOutcome.WILL_RETRY, DeliveryOutcome.GAVE_UP);
    assertThat(ledger.buried).containsExactly(started);
  }

  @Test
  void attemptsBeforeARestartCount() {
    outbox(new Line(told -> fail()), 10).post(failover("demo").get(0), 2);
    awaitIdle();
    assertThat(ledger.receipts)
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.attempt()).isEqualTo(3);
              assertThat(receipt.outcome()).isEqualTo(DeliveryOutcome.GAVE_UP);
            });
  }

  @Test
  void aReceiverThatWantsNoMoreGetsNoMore() {
    Line gone = new Line(told -> Uni.createFrom().failure(DeliveryFailed.forGood("gone")));
    outbox(gone, 10).post(failover("demo").get(0), 0);
    awaitIdle();
    assertThat(ledger.outcomes()).containsExactly(DeliveryOutcome.GAVE_UP);
    assertThat(gone.sent).hasSize(1);
  }

  @Test
  void aChannelThatThrowsIsAFailedAttempt() {
    Queue<Uni<String>> answers = new ConcurrentLinkedQueue<>();
    outbox(new Line(told -> answers.remove()), 10).post(failover("demo").get(0), 2);
    awaitIdle();
    assertThat(ledger.receipts)
        .extracting(NotificationAttempted::detail)
        .containsExactly("broke off: NoSuchElementException");
  }

  @Test
  void theNextNewsOfAnInstanceWaitsForTheFirstAttemptOnly() {
    List<UniEmitter<? super String>> held = new CopyOnWriteArrayList<>();
    Line line =
        new Line(
            told ->
                told.kind() == NotificationKind.FAILOVER_STARTED
                    ? Uni.createFrom().emitter(held::add)
                    : take());
    Outbox outbox = outbox(line, 10);
    failover("demo").forEach(told -> outbox.post(told, 0));
    failover("other").subList(1, 2).forEach(told -> outbox.post(told, 0));
    assertThat(line.sent)
        .extracting(told -> told.instance().value())
        .as("the other instance doesn't wait")
        .containsExactly("demo", "other");
    held.get(0).fail(DeliveryFailed.forNow("no", null));
    assertThat(line.sent)
        .extracting(Notification::kind)
        .containsExactly(
            NotificationKind.FAILOVER_STARTED,
            NotificationKind.FAILOVER_COMPLETED,
            NotificationKind.FAILOVER_COMPLETED);
    await().until(() -> held.size() == 2);
    held.get(1).complete("yes");
    awaitIdle();
    assertThat(ledger.buried).isEmpty();
  }

  @Test
  void whatIsTooMuchIsADeadLetterAtOnce() {
    Outbox outbox = outbox(new Line(told -> Uni.createFrom().nothing()), 1);
    List<Notification> news = failover("demo");
    news.forEach(told -> outbox.post(told, 0));
    assertThat(ledger.buried).containsExactly(news.get(1));
    assertThat(ledger.receipts)
        .extracting(NotificationAttempted::detail)
        .containsExactly("not tried: 1 deliveries are pending");
    outbox.stop();
    outbox.cancel();
  }

  @Test
  void aStopWaitsForTheRunningAttemptAndBeginsNoOther() {
    List<UniEmitter<? super String>> held = new CopyOnWriteArrayList<>();
    Line line = new Line(told -> Uni.createFrom().emitter(held::add));
    Outbox outbox = outbox(line, 10);
    failover("demo").forEach(told -> outbox.post(told, 0));
    var stopped = outbox.stop();
    assertThat(stopped).isNotDone();
    held.get(0).complete("yes");
    assertThat(stopped).isDone();
    assertThat(ledger.outcomes()).containsExactly(DeliveryOutcome.DELIVERED);
    assertThat(line.sent).hasSize(1);
    outbox.cancel();
  }

  @Test
  void oldAndSettledNewsIsForNobody() {
    Line line = new Line(told -> take());
    Notification started = failover("demo").get(0);
    Duration maxAge = Duration.ofMinutes(5);
    Clock clock = Clock.fixed(Decisions.SUSPECTED.plus(maxAge), ZoneOffset.UTC);
    NewsDesk desk = new NewsDesk(new DeliveryHistory(10), List.of(outbox(line, 10)), maxAge, clock);
    desk.remember(
        new NotificationAttempted(
            started.instance(),
            started.id().value(),
            "line",
            1,
            DeliveryOutcome.DELIVERED,
            "",
            Duration.ZERO));
    Decisions demo = new Decisions("demo");
    Decisions old = new Decisions("old");
    desk.read(0, demo.created(), Decisions.SUSPECTED);
    desk.read(1, demo.crashed(2), Decisions.SUSPECTED);
    desk.read(2, demo.closed(2, EpochOutcome.COMPLETED), Decisions.SUSPECTED);
    desk.read(3, old.created(), Decisions.SUSPECTED.minusMillis(1));
    desk.read(4, old.crashed(2), Decisions.SUSPECTED.minusMillis(1));
    awaitIdle();
    assertThat(line.sent)
        .extracting(Notification::kind)
        .containsExactly(NotificationKind.FAILOVER_COMPLETED);
  }
}
