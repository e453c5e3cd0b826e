package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** One notification over one channel: attempts, pauses and receipts until it is settled. */
final class Delivery {

  private static final Logger LOG = Logger.getLogger(Delivery.class);

  private final Notification notification;
  private final Channel channel;
  private final RetryPlan plan;
  private final Receipts receipts;
  private final DeliveryMetrics metrics;
  private final LongSupplier nanoTicker;

  private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
  private volatile CompletableFuture<Void> inFlight = CompletableFuture.completedFuture(null);
  private volatile Cancellable subscription = () -> {};
  private volatile boolean stopped;
  private volatile int attempts;

  /**
   * @param attemptsBefore made by an earlier process
   */
  Delivery(
      Notification notification,
      int attemptsBefore,
      Channel channel,
      RetryPlan plan,
      Receipts receipts,
      DeliveryMetrics metrics,
      LongSupplier nanoTicker) {
    this.notification = notification;
    this.attempts = Math.min(attemptsBefore, plan.attempts() - 1);
    this.channel = channel;
    this.plan = plan;
    this.receipts = receipts;
    this.metrics = metrics;
    this.nanoTicker = nanoTicker;
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
                done -> whenSettled.run(),
                failure -> {
                  LOG.errorf(failure, "the delivery of %s broke off", notification.id());
                  whenSettled.run();
                });
    if (stopped) {
      subscription.cancel();
    }
  }

  /** Completes when the first attempt of this process has ended, well or not. */
  CompletableFuture<Void> firstAttempt() {
    return firstAttempt;
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
    int retries = plan.attempts() - attempts - 1;
    if (retries == 0) {
      return attempt;
    }
    return attempt
        .onFailure(WillRetry.class)
        .retry()
        .withBackOff(plan.initial(), plan.max())
        .withJitter(RetryPlan.JITTER)
        .atMost(retries);
  }

  private Uni<Void> attempt() {
    if (stopped) {
      return Uni.createFrom().nothing();
    }
    CompletableFuture<Void> flight = new CompletableFuture<>();
    inFlight = flight;
    attempts = attempts + 1;
    long started = nanoTicker.getAsLong();
    return Uni.createFrom()
        .deferred(() -> channel.send(notification))
        .ifNoItem()
        .after(plan.attemptTimeout())
        .failWith(() -> DeliveryFailed.forNow("no answer in " + plan.attemptTimeout(), null))
        .onItemOrFailure()
        .transformToUni((answer, failure) -> settle(answer, failure, started))
        .onTermination()
        .invoke(() -> flight.complete(null));
  }

  private Uni<Void> settle(String answer, Throwable failure, long started) {
    DeliveryOutcome outcome = outcome(failure);
    Duration took = Duration.ofNanos(nanoTicker.getAsLong() - started);
    String detail = failure == null ? answer : detail(failure);
    log(outcome, detail, took);
    metrics.attempted(channel.name(), outcome, took);
    firstAttempt.complete(null);
    NotificationAttempted receipt =
        new NotificationAttempted(
            notification.instance(),
            notification.id().value(),
            channel.name(),
            attempts,
            outcome,
            detail,
            took);
    return writeDown(receipt)
        .onItem()
        .transformToUni(
            written ->
                outcome == DeliveryOutcome.WILL_RETRY
                    ? Uni.createFrom().failure(new WillRetry(failure))
                    : Uni.createFrom().voidItem());
  }

  private DeliveryOutcome outcome(Throwable failure) {
    if (failure == null) {
      return DeliveryOutcome.DELIVERED;
    }
    boolean forGood = failure instanceof DeliveryFailed failed && failed.isForGood();
    return forGood || attempts >= plan.attempts()
        ? DeliveryOutcome.GAVE_UP
        : DeliveryOutcome.WILL_RETRY;
  }

  private static String detail(Throwable failure) {
    return failure instanceof DeliveryFailed
        ? failure.getMessage()
        : "broke off: " + failure.getClass().getSimpleName();
  }

  /** A receipt that can't be written costs a duplicate after a restart, never the delivery. */
  private Uni<Void> writeDown(NotificationAttempted receipt) {
    Uni<Void> written = Uni.createFrom().deferred(() -> receipts.write(receipt));
    Uni<Void> all =
        receipt.outcome() == DeliveryOutcome.GAVE_UP
            ? receipts.bury(notification, receipt).chain(() -> written)
            : written;
    return all.onFailure()
        .invoke(lost -> LOG.errorf(lost, "the receipt of %s was lost", notification.id()))
        .onFailure()
        .recoverWithNull();
  }

  private void log(DeliveryOutcome outcome, String detail, Duration took) {
    Logger.Level level =
        switch (outcome) {
          case DELIVERED -> Logger.Level.INFO;
          case WILL_RETRY -> Logger.Level.WARN;
          case GAVE_UP -> Logger.Level.ERROR;
        };
    LOG.logf(
        level,
        "%s over %s, attempt %d: %s, %s (%s, %d ms)",
        notification.letter().subject(),
        channel.name(),
        attempts,
        outcome,
        detail,
        notification.id(),
        took.toMillis());
  }

  /** Tells the retry operator to go on. */
  private static final class WillRetry extends RuntimeException {
    WillRetry(Throwable cause) {
      super(cause);
    }
  }
}
