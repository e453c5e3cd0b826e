package dev.understudy.notifier.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.News;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Pace;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final RetryPlan PLAN =
      new RetryPlan(
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          3,
          Duration.ofSeconds(2),
          Duration.ofSeconds(1));

  private static final Pace GROUPED = new Pace(Duration.ofMillis(500), 0, Duration.ofMinutes(1));
  private static final Pace ONE_AT_ONCE = new Pace(Duration.ZERO, 1, Duration.ofMillis(300));

  private final Ledger ledger = new Ledger();
  private final AtomicLong nanos = new AtomicLong();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Lane lane(Channel channel, Pace pace, int maxPending) {
    Outbox outbox = new Outbox(channel, maxPending, ledger.context(PLAN));
    return new Lane(outbox, pace, timer, nanos::get);
  }

  private static Line grouping() {
    return new Line(told -> Uni.createFrom().item("yes"), true, false);
  }

  private static List<Notification> news(int count) {
    return IntStream.range(0, count).mapToObj(i -> News.of("demo-" + i).started()).toList();
  }

  /** Lets what is due run: the timer's only thread takes things in order. */
  private void drain() throws InterruptedException {
    timer.shutdown();
    assertThat(timer.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private static List<Integer> sizes(Line line) {
    return line.batches.stream().map(batch -> batch.notifications().size()).toList();
  }

  @Test
  void withoutAPaceEverythingGoesAtOnce() {
    Line line = grouping();
    Lane lane = lane(line, Pace.AT_ONCE, 10);
    news(3).forEach(told -> lane.offer(told, 0));
    assertThat(sizes(line)).containsExactly(1, 1, 1);
  }

  @Test
  void whatComesCloseTogetherGoesTogether() throws Exception {
    Line line = grouping();
    Lane lane = lane(line, GROUPED, 100);
    List<Notification> news = news(Batch.MAX_NOTIFICATIONS + 2);
    news.forEach(told -> lane.offer(told, 0));
    assertThat(line.batches).isEmpty();
    drain();
    assertThat(sizes(line)).containsExactly(Batch.MAX_NOTIFICATIONS, 2);
    assertThat(line.sent).containsExactlyElementsOf(news);
    assertThat(ledger.receipts)
        .extracting(NotificationAttempted::notification)
        .containsExactlyElementsOf(news.stream().map(told -> told.id().value()).toList());
    assertThat(ledger.pending.getAsInt()).isZero();
  }

  @Test
  void whatIsOverTheLimitWaitsAndGoesTogether() throws Exception {
    Line line = grouping();
    Lane lane = lane(line, ONE_AT_ONCE, 10);
    news(4).forEach(told -> lane.offer(told, 0));
    assertThat(sizes(line)).containsExactly(1);
    assertThat(ledger.pending.getAsInt()).isEqualTo(3);
    nanos.addAndGet(ONE_AT_ONCE.period().toNanos());
    drain();
    assertThat(sizes(line)).containsExactly(1, 3);
  }

  @Test
  void aChannelThatCantGroupIsToldOneByOne() throws Exception {
    Line line = new Line(told -> Uni.createFrom().item("yes"));
    Lane lane = lane(line, GROUPED, 10);
    news(3).forEach(told -> lane.offer(told, 0));
    drain();
    assertThat(sizes(line)).containsExactly(1, 1, 1);
  }

  @Test
  void aChannelThatKeepsIncidentsIsNeverSlowedDown() {
    Line line = new Line(told -> Uni.createFrom().item("yes"), false, true);
    Lane lane = lane(line, new Pace(Duration.ofMinutes(1), 1, Duration.ofMinutes(1)), 10);
    news(3).forEach(told -> lane.offer(told, 0));
    assertThat(sizes(line)).containsExactly(1, 1, 1);
  }

  @Test
  void whatWasTriedBeforeKeepsItsAttempts() throws Exception {
    Line line =
        new Line(
            told -> Uni.createFrom().failure(DeliveryFailed.forNow("no", (Throwable) null)),
            true,
            false);
    Lane lane = lane(line, GROUPED, 10);
    List<Notification> news = news(3);
    lane.offer(news.get(0), 2);
    lane.offer(news.get(1), 2);
    lane.offer(news.get(2), 1);
    drain();
    assertThat(sizes(line)).startsWith(2, 1);
    assertThat(ledger.receipts).extracting(NotificationAttempted::attempt).startsWith(3, 3, 2);
  }

  @Test
  void whatWaitsCountsAsPending() {
    Lane lane = lane(grouping(), GROUPED, 2);
    List<Notification> news = news(3);
    news.forEach(told -> lane.offer(told, 0));
    assertThat(ledger.buried).containsExactly(news.get(2));
  }

  @Test
  void afterTheCloseNothingGoes() throws Exception {
    Line line = grouping();
    Lane lane = lane(line, GROUPED, 10);
    news(2).forEach(told -> lane.offer(told, 0));
    lane.close();
    news(1).forEach(told -> lane.offer(told, 0));
    drain();
    assertThat(line.batches).isEmpty();
    assertThat(ledger.receipts).as("so the next process tells it").isEmpty();
  }
}
