package dev.understudy.notifier.application;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.DeliveryHistory;
import dev.understudy.notifier.domain.InstanceJournal;
import dev.understudy.notifier.domain.Notification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Turns decisions into deliveries. Old news, and what an earlier process has settled, is dropped.
 * For one thread: the one that reads the log.
 */
public final class NewsDesk {

  private static final Logger LOG = Logger.getLogger(NewsDesk.class);

  private final Map<InstanceId, InstanceJournal> journals = new HashMap<>();
  private final DeliveryHistory history;
  private final List<Outbox> outboxes;
  private final Duration maxAge;
  private final Clock clock;

  /**
   * @param maxAge news older than this is for nobody
   */
  public NewsDesk(DeliveryHistory history, List<Outbox> outboxes, Duration maxAge, Clock clock) {
    this.history = history;
    this.outboxes = List.copyOf(outboxes);
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** Gets ready, so that the first news is told as fast as any. */
  public void rehearse() {
    Notification madeUp = Rehearsal.notification();
    outboxes.forEach(outbox -> outbox.rehearse(madeUp));
  }

  /** Remembers a receipt of an earlier process. To be called for all before the first decision. */
  public void remember(NotificationAttempted receipt) {
    history.note(receipt);
  }

  /**
   * Handles the next record of the decision log.
   *
   * @param offset its position in its partition
   * @param decidedAt its time on its writer's clock
   */
  public void read(long offset, Decision decision, Instant decidedAt) {
    journals
        .computeIfAbsent(decision.instance(), instance -> new InstanceJournal())
        .read(offset, decision, decidedAt)
        .ifPresent(this::publish);
  }

  private void publish(Notification notification) {
    Duration age = Duration.between(notification.happenedAt(), clock.instant());
    if (age.compareTo(maxAge) > 0) {
      LOG.debugf("old news: %s (%s ago)", notification.letter().subject(), age);
      return;
    }
    for (Outbox outbox : outboxes) {
      var progress = history.of(notification.id(), outbox.channel());
      if (progress.finished()) {
        LOG.debugf("settled before: %s over %s", notification.id(), outbox.channel());
      } else {
        outbox.post(notification, progress.attempts());
      }
    }
  }
}
