package dev.understudy.notifier.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * One channel's deliveries. Those of one instance begin in the order of the news; one that fails
 * holds the next one back no longer than its first attempt takes. Outboxes share nothing, so a
 * failing channel delays no other.
 *
 * <p>{@link #post} is for one thread; deliveries go on by themselves.
 */
public final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final Channel channel;
  private final RetryPlan plan;
  private final int maxPending;
  private final Receipts receipts;
  private final DeliveryMetrics metrics;
  private final LongSupplier nanoTicker;

  private final Map<InstanceId, CompletableFuture<Void>> lastFirstAttempt =
      new ConcurrentHashMap<>();
  private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * @param maxPending how many deliveries may wait or run; one more is given up at once, with a
   *     receipt and a dead letter
   * @param nanoTicker monotonic nanoseconds
   */
  public Outbox(
      Channel channel,
      RetryPlan plan,
      int maxPending,
      Receipts receipts,
      DeliveryMetrics metrics,
      LongSupplier nanoTicker) {
    this.channel = channel;
    this.plan = plan;
    this.maxPending = maxPending;
    this.receipts = receipts;
    this.metrics = metrics;
    this.nanoTicker = nanoTicker;
    metrics.watchPending(channel.name(), pending::get);
  }

  public String channel() {
    return channel.name();
  }

  /** See {@link Channel#rehearse}. */
  public void rehearse(Notification notification) {
    channel.rehearse(notification);
  }

  /**
   * Delivers a notification, sooner or later.
   *
   * @param attemptsBefore made by an earlier process
   */
  public void post(Notification notification, int attemptsBefore) {
    if (pending.get() >= maxPending) {
      refuse(notification, attemptsBefore);
      return;
    }
    Delivery delivery =
        new Delivery(notification, attemptsBefore, channel, plan, receipts, metrics, nanoTicker);
    pending.incrementAndGet();
    deliveries.add(delivery);
    CompletableFuture<Void> before =
        lastFirstAttempt.put(notification.instance(), delivery.firstAttempt());
    CompletableFuture<Void> turn =
        before == null ? CompletableFuture.completedFuture(null) : before;
    turn.thenRun(() -> delivery.start(() -> settled(notification.instance(), delivery)));
  }

  private void settled(InstanceId instance, Delivery delivery) {
    pending.decrementAndGet();
    deliveries.remove(delivery);
    lastFirstAttempt.remove(instance, delivery.firstAttempt());
  }

  private void refuse(Notification notification, int attemptsBefore) {
    NotificationAttempted receipt =
        new NotificationAttempted(
            notification.instance(),
            notification.id().value(),
            channel.name(),
            attemptsBefore + 1,
            DeliveryOutcome.GAVE_UP,
            "not tried: " + maxPending + " deliveries are pending",
            Duration.ZERO);
    LOG.errorf("%s over %s %s", notification.id(), channel.name(), receipt.detail());
    metrics.attempted(channel.name(), DeliveryOutcome.GAVE_UP, Duration.ZERO);
    receipts
        .bury(notification, receipt)
        .chain(() -> receipts.write(receipt))
        .subscribe()
        .with(
            written -> {},
            lost -> LOG.errorf(lost, "the receipt of %s was lost", notification.id()));
  }

  /**
   * Begins no further attempt. What isn't settled is taken up by the next process.
   *
   * @return completes when the running attempts and their receipts are done
   */
  public CompletableFuture<Void> stop() {
    List<CompletableFuture<Void>> inFlight = new ArrayList<>();
    deliveries.forEach(delivery -> inFlight.add(delivery.stop()));
    return CompletableFuture.allOf(inFlight.toArray(CompletableFuture<?>[]::new));
  }

  /** Drops whatever still waits or runs. */
  public void cancel() {
    deliveries.forEach(Delivery::cancel);
  }
}
