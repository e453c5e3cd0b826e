package dev.understudy.notifier.application;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.notifier.domain.AlertJournal;
import dev.understudy.notifier.domain.Batch;
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
 * Turns decisions and alerts into deliveries. Old news, and what an earlier process has settled, is
 * dropped. For one thread: the one that reads the news.
 */
public final class NewsDesk {

  private static final Logger LOG = Logger.getLogger(NewsDesk.class);

  private final Map<InstanceId, InstanceJournal> journals = new HashMap<>();
  private final Map<InstanceId, AlertJournal> alerts = new HashMap<>();
  private final DeliveryHistory history;
  private final Routing routing;
  private final Duration maxAge;
  private final Clock clock;

  /**
   * @param maxAge news older than this is for nobody
   */
  public NewsDesk(DeliveryHistory history, Routing routing, Duration maxAge, Clock clock) {
    this.history = history;
    this.routing = routing;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** Gets ready, so that the first news is told as fast as any. */
  public void rehearse() {
    routing.rehearse(Batch.of(Rehearsal.notification()));
  }

  /** Remembers a receipt of an earlier process. To be called for all before the first news. */
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

  /**
   * Handles the next record of the alerts.
   *
   * @param offset its position in its partition
   * @param toldAt its time on its writer's clock
   */
  public void read(long offset, AlertEvent event, Instant toldAt) {
    alerts
        .computeIfAbsent(event.instance(), instance -> new AlertJournal())
        .read(offset, event, toldAt)
        .ifPresent(this::publish);
  }

  private void publish(Notification notification) {
    Duration age = Duration.between(notification.happenedAt(), clock.instant());
    if (age.compareTo(maxAge) > 0) {
      LOG.debugf("old news: %s (%s ago)", notification.letter().subject(), age);
      return;
    }
    List<Lane> lanes = routing.lanes(notification);
    if (lanes.isEmpty()) {
      String subject = notification.letter().subject();
      NewsKeys.of(notification)
          .because(notification.kind())
          .log(() -> LOG.infof("no route takes %s (%s)", subject, notification.id()));
    }
    lanes.forEach(lane -> offer(lane, notification));
  }

  private void offer(Lane lane, Notification notification) {
    var progress = history.of(notification.id(), lane.channel());
    if (progress.finished()) {
      LOG.debugf("settled before: %s over %s", notification.id(), lane.channel());
    } else {
      lane.offer(notification, progress.attempts());
    }
  }
}
