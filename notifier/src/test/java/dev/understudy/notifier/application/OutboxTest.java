package dev.understudy.notifier.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.Decisions;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.DeliveryHistory;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.NotificationKind;
import dev.understudy.notifier.domain.Route;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final RetryPlan PLAN =
      new RetryPlan(
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          3,
          Duration.ofSeconds(2),
          Duration.ofMillis(300));

  private final Ledger ledger = new Ledger();

  private Outbox outbox(Channel channel, int maxPending) {
    return new Outbox(channel, maxPending, ledger.context(PLAN));
  }

  private static void post(Outbox outbox, Notification notification, int attemptsBefore) {
    if (outbox.admit(notification, attemptsBefore)) {
      outbox.post(Batch.of(notification), attemptsBefore);
    }
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

  private static Routing routing(Outbox outbox) {
    return new Routing(
        List.of(Route.everything()),
        List.of(outbox),
        Infrastructure.getDefaultWorkerPool(),
        System::nanoTime);
  }

  private static Uni<String> fail() {
    return Uni.createFrom().failure(DeliveryFailed.forNow("no", (Throwable) null));
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
    post(outbox(new Line(told -> answers.remove()), 10), failover("demo").get(0), 0);
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
    post(outbox(new Line(told -> fail()), 10), started, 0);
    awaitIdle();
    assertThat(ledger.outcomes())
        .containsExactly(
            DeliveryOutcome.WILL_RETRY, DeliveryOutcome.WILL_RETRY, DeliveryOutcome.GAVE_UP);
    assertThat(ledger.buried).containsExactly(started);
  }

  @Test
  void attemptsBeforeARestartCount() {
    post(outbox(new Line(told -> fail()), 10), failover("demo").get(0), 2);
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
    post(outbox(gone, 10), failover("demo").get(0), 0);
    awaitIdle();
    assertThat(ledger.outcomes()).containsExactly(DeliveryOutcome.GAVE_UP);
    assertThat(gone.sent).hasSize(1);
  }

  @Test
  void aChannelThatThrowsIsAFailedAttempt() {
    Queue<Uni<String>> answers = new ConcurrentLinkedQueue<>();
    post(outbox(new Line(told -> answers.remove()), 10), failover("demo").get(0), 2);
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
    failover("demo").forEach(told -> post(outbox, told, 0));
    failover("other").subList(1, 2).forEach(told -> post(outbox, told, 0));
    assertThat(line.sent)
        .extracting(told -> told.instance().value())
        .as("the other instance doesn't wait")
        .containsExactly("demo", "other");
    held.get(0).fail(DeliveryFailed.forNow("no", (Throwable) null));
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
    news.forEach(told -> post(outbox, told, 0));
    assertThat(ledger.buried).containsExactly(news.get(1));
    assertThat(ledger.receipts)
        .extracting(NotificationAttempted::detail)
        .containsExactly("not tried: 1 deliveries are pending");
    outbox.stop();
    outbox.cancel();
  }

  @Test
  void aReceiverThatKeepsIncidentsIsToldTheEndAfterTheBeginning() {
    Queue<Uni<String>> answers = new ConcurrentLinkedQueue<>(List.of(fail(), take(), take()));
    Line line = new Line(told -> answers.remove(), false, true);
    Outbox outbox = outbox(line, 10);
    failover("demo").forEach(told -> post(outbox, told, 0));
    awaitIdle();
    assertThat(line.sent)
        .extracting(Notification::kind)
        .containsExactly(
            NotificationKind.FAILOVER_STARTED,
            NotificationKind.FAILOVER_STARTED,
            NotificationKind.FAILOVER_COMPLETED);
  }

  @Test
  void aReceiverThatIsGoneIsAskedNoMore() {
    Line line = new Line(told -> Uni.createFrom().failure(DeliveryFailed.gone("HTTP 410")));
    Outbox outbox = outbox(line, 10);
    assertThat(ledger.disabled.getAsBoolean()).isFalse();
    failover("demo").forEach(told -> post(outbox, told, 0));
    awaitIdle();
    assertThat(line.sent).hasSize(1);
    assertThat(ledger.disabled.getAsBoolean()).isTrue();
    assertThat(ledger.outcomes()).containsExactly(DeliveryOutcome.GAVE_UP, DeliveryOutcome.GAVE_UP);
    assertThat(ledger.receipts)
        .extracting(NotificationAttempted::detail)
        .containsExactly("HTTP 410", "not tried: line is disabled until a restart, after HTTP 410");
    assertThat(ledger.buried).hasSize(2);
  }

  @Test
  void aReceiverThatAsksForTimeGetsItForAllMessagesButNotForEver() {
    Duration asked = Duration.ofHours(1);
    Queue<Uni<String>> answers =
        new ConcurrentLinkedQueue<>(
            List.of(
                Uni.createFrom().failure(DeliveryFailed.forNow("HTTP 429", asked)),
                take(),
                take()));
    List<Long> times = new CopyOnWriteArrayList<>();
    Line line =
        new Line(
            told -> {
              times.add(System.nanoTime());
              return answers.remove();
            });
    Outbox outbox = outbox(line, 10);
    post(outbox, failover("demo").get(0), 0);
    post(outbox, failover("other").get(0), 0);
    awaitIdle();
    assertThat(ledger.outcomes())
        .containsExactly(
            DeliveryOutcome.WILL_RETRY, DeliveryOutcome.DELIVERED, DeliveryOutcome.DELIVERED);
    assertThat(times).hasSize(3);
    assertThat(times.subList(1, 3))
        .as("bounded by the plan's 300 ms")
        .allSatisfy(
            time ->
                assertThat(Duration.ofNanos(time - times.get(0)))
                    .isBetween(Duration.ofMillis(295), Duration.ofSeconds(5)));
  }

  @Test
  void aStopWaitsForTheRunningAttemptAndBeginsNoOther() {
    List<UniEmitter<? super String>> held = new CopyOnWriteArrayList<>();
    Line line = new Line(told -> Uni.createFrom().emitter(held::add));
    Outbox outbox = outbox(line, 10);
    failover("demo").forEach(told -> post(outbox, told, 0));
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
    NewsDesk desk = new NewsDesk(new DeliveryHistory(10), routing(outbox(line, 10)), maxAge, clock);
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
