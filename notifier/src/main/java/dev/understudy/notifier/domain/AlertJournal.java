package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One instance's alerts as news. Several orchestrators may tell the same: an alert that stands
 * already, as severe as before, is no news, nor is the end of one that has ended.
 *
 * <p>The topic forgets what is old, so an end may be all that is left of an alert: it is news,
 * because somebody may still wait for it.
 *
 * <p>Not safe for use by several threads.
 */
public final class AlertJournal {

  private final Map<String, AlertRaised> standing = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private long lastOffset = -1;

  /**
   * Reads the next record of the topic.
   *
   * @param offset its position in the topic's partition
   * @param toldAt its time on its writer's clock
   * @return the news in it, if there is any
   */
  public Optional<Notification> read(long offset, AlertEvent event, Instant toldAt) {
    if (offset <= lastOffset) {
      return Optional.empty();
    }
    lastOffset = offset;
    return event instanceof AlertRaised raised
        ? raise(raised, toldAt)
        : resolve((AlertResolved) event, toldAt);
  }

  private Optional<Notification> raise(AlertRaised raised, Instant toldAt) {
    AlertRaised before = standing.get(raised.key());
    if (before != null && before.severity() == raised.severity()) {
      return Optional.empty();
    }
    ended.remove(raised.key());
    standing.put(raised.key(), raised);
    AlertFacts facts =
        new AlertFacts(
            raised.kind(),
            raised.member(),
            raised.epoch(),
            severity(raised),
            before == null ? null : severity(before),
            raised.summary(),
            raised.since(),
            false);
    return news(NotificationKind.ALERT_RAISED, facts.severity(), raised, facts, toldAt);
  }

  private Optional<Notification> resolve(AlertResolved resolved, Instant toldAt) {
    AlertRaised stood = standing.remove(resolved.key());
    boolean first = ended.add(resolved.key());
    if (stood == null && !first) {
      return Optional.empty();
    }
    AlertFacts facts =
        new AlertFacts(
            resolved.kind(),
            resolved.member(),
            resolved.epoch(),
            stood == null ? null : severity(stood),
            null,
            stood == null ? null : stood.summary(),
            resolved.since(),
            true);
    NotificationKind kind = NotificationKind.ALERT_RESOLVED;
    return news(kind, kind.severity(), resolved, facts, toldAt);
  }

  private static Severity severity(AlertRaised raised) {
    return switch (raised.severity()) {
      case WARNING -> Severity.WARNING;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  private static Optional<Notification> news(
      NotificationKind kind,
      Severity severity,
      AlertEvent event,
      AlertFacts facts,
      Instant toldAt) {
    return Optional.of(
        new Notification(
            NotificationId.of(kind, severity, event, toldAt),
            kind,
            severity,
            event.instance(),
            toldAt,
            Incident.ofAlert(event, facts.severityBefore(), facts.resolved()),
            facts,
            new AlertLetterWriter(event.instance(), facts).write(toldAt)));
  }
}
