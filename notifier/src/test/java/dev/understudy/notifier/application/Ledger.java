package dev.understudy.notifier.application;

import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Keeps receipts, dead letters and gauges where a test can see them. */
final class Ledger implements Receipts, DeliveryMetrics {

  final Queue<NotificationAttempted> receipts = new ConcurrentLinkedQueue<>();
  final Queue<Notification> buried = new ConcurrentLinkedQueue<>();
  volatile IntSupplier pending = () -> 0;
  volatile BooleanSupplier disabled = () -> false;

  DeliveryContext context(RetryPlan plan) {
    return new DeliveryContext(plan, this, this, System::nanoTime, () -> 0.5);
  }

  @Override
  public Uni<Void> write(Notification told, NotificationAttempted receipt) {
    receipts.add(receipt);
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> bury(Notification notification, NotificationAttempted lastReceipt) {
    buried.add(notification);
    return Uni.createFrom().voidItem();
  }

  @Override
  public void watch(String channel, IntSupplier pending, BooleanSupplier disabled) {
    this.pending = pending;
    this.disabled = disabled;
  }

  @Override
  public void attempted(
      String channel, DeliveryOutcome outcome, int notifications, Duration took) {}

  List<DeliveryOutcome> outcomes() {
    return receipts.stream().map(NotificationAttempted::outcome).toList();
  }
}
