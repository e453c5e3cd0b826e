package dev.understudy.notifier;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.notifier.domain.AlertJournal;
import dev.understudy.notifier.domain.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an instance's journal makes of alerts, a minute apart.
 *
 * @param first when the first is raised
 */
public record AlertNews(Alerts alerts, Instant first) {

  private static final Duration APART = Duration.ofMinutes(1);

  public static AlertNews of(String instance) {
    return new AlertNews(new Alerts(instance), Alerts.SINCE);
  }

  public Notification lagging() {
    return last(alerts.lagging());
  }

  public Notification laggingMore() {
    return last(alerts.lagging(), alerts.laggingMore());
  }

  public Notification caughtUp() {
    return last(alerts.lagging(), alerts.laggingMore(), alerts.caughtUp());
  }

  public Notification nobodyCouldTakeOver() {
    return last(alerts.nobodyCouldTakeOver());
  }

  public Notification quarantined() {
    return last(alerts.quarantined(7));
  }

  public Notification quarantineToldForLong() {
    return last(alerts.quarantined(7), alerts.quarantineToldForLong(7));
  }

  private Notification last(AlertEvent... topic) {
    AlertJournal journal = new AlertJournal();
    List<AlertEvent> all = List.of(topic);
    for (int i = 0; i < all.size() - 1; i++) {
      journal.read(i, all.get(i), at(i));
    }
    int end = all.size() - 1;
    return journal.read(end, all.get(end), at(end)).orElseThrow();
  }

  private Instant at(int index) {
    return first.plus(APART.multipliedBy(index));
  }
}
