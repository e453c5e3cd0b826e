package dev.understudy.notifier.application;

import dev.understudy.bus.log.About;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;

/** What log lines about deliveries are about. */
final class NewsKeys {

  private NewsKeys() {}

  static About of(Notification notification) {
    About about = About.instance(notification.instance());
    return notification
        .facts()
        .map(
            failover -> about.in(failover.epoch()),
            alert -> about.of(alert.member()).in(alert.epoch()).because(alert.alert()));
  }

  /** Several notifications in one message are about nothing in particular. */
  static About of(Batch batch) {
    return batch.single() ? of(batch.first()) : About.NOTHING;
  }
}
