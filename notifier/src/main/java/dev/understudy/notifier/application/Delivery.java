package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** One message over one channel: attempts, pauses and receipts until it is settled. */
final class Delivery {

  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private final Batch batch;
  private final Channel channel;
  private final ChannelState state;
  private final DeliveryContext context;

  private final CompletableFuture<Void> nextMayBegin = new CompletableFuture<>();
  private volatile CompletableFuture<Void> inFlight = CompletableFuture.completedFuture(null);
  private volatile Cancellable subscription = () -> {};
  private volatile boolean stopped;
  private volatile int attempts;
  private volatile int failures;

  /**
   * @param attemptsBefore made by an earlier process
   */
  Delivery(
      Batch batch,
      int attemptsBefore,
      Channel channel,
      ChannelState state,
      DeliveryContext context) {
    this.batch = batch;
    this.attempts = Math.min(attemptsBefore, context.plan().attempts() - 1);
    this.channel = channel;
    this.state = state;
    this.context = context;
  }

  /**
   * Starts it.
   *
   * @param whenSettled called once it was delivered or given up; not if it was stopped
   */
  void start(Runnable whenSettled) {
    subscription =
        withRetries(Uni.createFrom().deferred(this::attempt))
            .subscribe()
            .with(
                done -> end(whenSettled),
                failure -> {
                  LOG.errorf(failure, "the delivery of %s broke off", ids());
                  end(whenSettled);
                });
    if (stopped) {
      subscription.cancel();
    }
  }

  private void end(Runnable whenSettled) {
    whenSettled.run();
    nextMayBegin.complete(null);
  }

  /**
   * Completes when the first attempt of this process has ended, well or not; for a receiver that
   * keeps incidents, when this is settled.
   */
  CompletableFuture<Void> nextMayBegin() {
    return nextMayBegin;
  }

  Batch batch() {
    return batch;
  }

  /**
   * Begins no further attempt.
   *
   * @return completes when the running attempt, if there is one, and its receipt are done
   */
  CompletableFuture<Void> stop() {
    stopped = true;
    return inFlight;
  }

  void cancel() {
    subscription.cancel();
  }

  private Uni<Void> withRetries(Uni<Void> attempt) {
    return attempt
        .onFailure(WillRetry.class)
        .retry()
        .when(again -> again.onItem().transformToUniAndConcatenate(failure -> pause()));
  }

  private Uni<Duration> pause() {
    failures = failures + 1;
    Duration pause = context.plan().pause(failures, context.random().getAsDouble());
    return Uni.createFrom().item(pause).onItem().delayIt().by(pause);
  }

  private Uni<Void> attempt() {
    if (stopped) {
      return Uni.createFrom().nothing();
    }
    Duration held = state.heldFor(context.now());
    if (!held.isZero() && state.disabled().isEmpty()) {
      return Uni.createFrom().voidItem().onItem().delayIt().by(held).chain(this::attempt);
    }
    CompletableFuture<Void> flight = new CompletableFuture<>();
    inFlight = flight;
    attempts = attempts + 1;
    long started = context.now();
    Duration timeout = context.plan().attemptTimeout();
    return Uni.createFrom()
        .deferred(this::send)
        .ifNoItem()
        .after(timeout)
        .failWith(() -> DeliveryFailed.forNow("no answer in " + timeout, (Throwable) null))
        .onItemOrFailure()
        .transformToUni((answer, failure) -> settle(answer, failure, started))
        .onTermination()
        .invoke(() -> flight.complete(null));
  }

  private Uni<String> send() {
    return state
        .disabled()
        .map(why -> Uni.createFrom().<String>failure(DeliveryFailed.gone("not tried: " + why)))
        .orElseGet(() -> channel.send(batch));
  }

  private Uni<Void> settle(String answer, Throwable failure, long started) {
    DeliveryOutcome outcome = outcome(failure);
    Duration took = Duration.ofNanos(context.now() - started);
    String detail = failure == null ? answer : detail(failure);
    if (failure instanceof DeliveryFailed failed) {
      heed(failed);
    }
    log(outcome, detail, took);
    context.metrics().attempted(channel.name(), outcome, batch.notifications().size(), took);
    if (!channel.keepsIncidents()) {
      nextMayBegin.complete(null);
    }
    return writeDown(outcome, detail, took)
        .onItem()
        .transformToUni(
            written ->
                outcome == DeliveryOutcome.WILL_RETRY
                    ? Uni.createFrom().failure(new WillRetry(failure))
                    : Uni.createFrom().voidItem());
  }

  /** What the receiver says about more than this message. */
  private void heed(DeliveryFailed failed) {
    state.hold(context.plan().bounded(failed.retryAfter()), context.now());
    if (failed.isGone()
        && state.disable(
            channel.name() + " is disabled until a restart, after " + failed.getMessage())) {
      LOG.errorf(
          "%s is disabled until a restart: %s; what it is owed becomes dead letters",
          channel.name(), failed.getMessage());
    }
  }

  private DeliveryOutcome outcome(Throwable failure) {
    if (failure == null) {
      return DeliveryOutcome.DELIVERED;
    }
    boolean forGood = failure instanceof DeliveryFailed failed && failed.isForGood();
    return forGood || attempts >= context.plan().attempts()
        ? DeliveryOutcome.GAVE_UP
        : DeliveryOutcome.WILL_RETRY;
  }

  private static String detail(Throwable failure) {
    return failure instanceof DeliveryFailed
        ? failure.getMessage()
        : "broke off: " + failure.getClass().getSimpleName();
  }

  /** A receipt that can't be written costs a duplicate after a restart, never the delivery. */
  private Uni<Void> writeDown(DeliveryOutcome outcome, String detail, Duration took) {
    List<Uni<Void>> all =
        batch.notifications().stream()
            .map(told -> writeDown(told, receipt(told, outcome, detail, took)))
            .toList();
    return Uni.join().all(all).andCollectFailures().replaceWithVoid();
  }

  private NotificationAttempted receipt(
      Notification told, DeliveryOutcome outcome, String detail, Duration took) {
    return new NotificationAttempted(
        told.instance(), told.id().value(), channel.name(), attempts, outcome, detail, took);
  }

  private Uni<Void> writeDown(Notification told, NotificationAttempted receipt) {
    Receipts receipts = context.receipts();
    Uni<Void> written = Uni.createFrom().deferred(() -> receipts.write(told, receipt));
    Uni<Void> all =
        receipt.outcome() == DeliveryOutcome.GAVE_UP
            ? receipts.bury(told, receipt).chain(() -> written)
            : written;
    return all.onFailure()
        .invoke(lost -> LOG.errorf(lost, "the receipt of %s was lost", told.id()))
        .onFailure()
        .recoverWithNull();
  }

  private String ids() {
    return batch.notifications().stream()
        .map(told -> told.id().value())
        .collect(Collectors.joining(","));
  }

  private void log(DeliveryOutcome outcome, String detail, Duration took) {
    NewsKeys.of(batch).because(outcome).log(() -> write(outcome, detail, took));
  }

  private void write(DeliveryOutcome outcome, String detail, Duration took) {
    Logger.Level level =
        switch (outcome) {
          case DELIVERED -> Logger.Level.INFO;
          case WILL_RETRY -> Logger.Level.WARN;
          case GAVE_UP -> Logger.Level.ERROR;
        };
    LOG.logf(
        level,
        "%s over %s, attempt %d: %s, %s (%s, %d ms)",
        batch.subject(),
        channel.name(),
        attempts,
        outcome,
        detail,
        ids(),
        took.toMillis());
  }

  /** Tells the retry operator to go on. */
  private static final class WillRetry extends RuntimeException {
    WillRetry(Throwable cause) {
      super(cause);
    }
  }
}
