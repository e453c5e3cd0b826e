package dev.understudy.notifier.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One channel's deliveries. Those of one instance begin in the order of the news; one that fails
 * holds the next one back no longer than its first attempt takes (until it is settled if the
 * receiver {@link Channel#keepsIncidents keeps incidents}). Outboxes share nothing, so a failing
 * channel delays no other.
 *
 * <p>Safe for use by several threads; deliveries go on by themselves.
 */
public final class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);

  private final Channel channel;
  private final int maxPending;
  private final DeliveryContext context;

  private final ChannelState state = new ChannelState();
  private final Map<InstanceId, CompletableFuture<Void>> turns = new HashMap<>();
  private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pending = new AtomicInteger();

  /**
   * @param maxPending how many notifications may wait or be on their way; one more is given up at
   *     once, with a receipt and a dead letter
   */
  public Outbox(Channel channel, int maxPending, DeliveryContext context) {
    this.channel = channel;
    this.maxPending = maxPending;
    this.context = context;
    context.metrics().watch(channel.name(), pending::get, () -> state.disabled().isPresent());
  }

  public Channel channel() {
    return channel;
  }

  /**
   * Makes room for a notification, which is to be {@link #post posted} later.
   *
   * @param attemptsBefore made by an earlier process
   * @return false if there is none: the notification has been given up
   */
  boolean admit(Notification notification, int attemptsBefore) {
    int before = pending.getAndUpdate(count -> Math.min(count + 1, maxPending));
    if (before >= maxPending) {
      refuse(notification, attemptsBefore);
      return false;
    }
    return true;
  }

  /**
   * Delivers what was admitted, sooner or later.
   *
   * @param attemptsBefore made by an earlier process
   */
  void post(Batch batch, int attemptsBefore) {
    Delivery delivery = new Delivery(batch, attemptsBefore, channel, state, context);
    deliveries.add(delivery);
    takeTurn(delivery).thenRun(() -> delivery.start(() -> settled(delivery)));
  }

  /** In one step for all its instances, so that no two deliveries ever wait for each other. */
  private CompletableFuture<Void> takeTurn(Delivery delivery) {
    synchronized (turns) {
      CompletableFuture<?>[] before =
          instances(delivery)
              .map(instance -> turns.put(instance, delivery.nextMayBegin()))
              .filter(Objects::nonNull)
              .toArray(CompletableFuture<?>[]::new);
      return CompletableFuture.allOf(before);
    }
  }

  private void settled(Delivery delivery) {
    pending.addAndGet(-delivery.batch().notifications().size());
    deliveries.remove(delivery);
    synchronized (turns) {
      instances(delivery).forEach(instance -> turns.remove(instance, delivery.nextMayBegin()));
    }
  }

  private static Stream<InstanceId> instances(Delivery delivery) {
    return delivery.batch().notifications().stream().map(Notification::instance).distinct();
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
    NewsKeys.of(notification)
        .because(receipt.outcome())
        .log(
            () -> LOG.errorf("%s over %s %s", notification.id(), channel.name(), receipt.detail()));
    context.metrics().attempted(channel.name(), DeliveryOutcome.GAVE_UP, 1, Duration.ZERO);
    context
        .receipts()
        .bury(notification, receipt)
        .chain(() -> context.receipts().write(notification, receipt))
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
