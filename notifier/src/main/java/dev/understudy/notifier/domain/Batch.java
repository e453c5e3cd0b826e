package dev.understudy.notifier.domain;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What goes out in one message: one notification, or several that came close together.
 *
 * @param notifications in the order of the news
 */
public record Batch(List<Notification> notifications) {

  /** More would be cut off by receivers: Slack takes 50 blocks, Teams 28 KB. */
  public static final int MAX_NOTIFICATIONS = 20;

  public Batch {
    notifications = List.copyOf(notifications);
    if (notifications.isEmpty() || notifications.size() > MAX_NOTIFICATIONS) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_NOTIFICATIONS);
    }
  }

  public static Batch of(Notification notification) {
    return new Batch(List.of(notification));
  }

  public boolean single() {
    return notifications.size() == 1;
  }

  /** The first one; the only one of a batch of one. */
  public Notification first() {
    return notifications.get(0);
  }

  /** The worst of all. */
  public Severity severity() {
    return notifications.stream()
        .map(Notification::severity)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** One line: the letter's own, or how many of what. */
  public String subject() {
    if (single()) {
      return first().letter().subject();
    }
    return String.format(
        "[understudy] %d notifications: %s", notifications.size(), countsBySeverity());
  }

  private String countsBySeverity() {
    Map<Severity, Long> counts = new EnumMap<>(Severity.class);
    notifications.forEach(told -> counts.merge(told.severity(), 1L, Long::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Severity, Long>comparingByKey().reversed())
        .map(count -> count.getValue() + " " + Words.of(count.getKey()))
        .collect(Collectors.joining(", "));
  }
}
