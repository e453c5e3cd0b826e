package dev.understudy.notifier.domain;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.id.InstanceId;
import java.util.List;

/**
 * What news means for receivers that keep incidents: one piece of news opens an incident, another
 * one closes it.
 *
 * @param key the same for all news of an incident
 * @param ended whether nothing is amiss any more
 * @param closes all that may have been told of this incident and no longer holds
 */
public record Incident(String key, boolean ended, List<Opening> closes) {

  private static final String FAILOVER = "understudy/failover/";
  private static final String ALERT = "understudy/alert/";

  private static final List<Opening> FAILOVER_OPENINGS =
      List.of(
          Opening.of(NotificationKind.FAILOVER_STARTED),
          Opening.of(NotificationKind.FAILOVER_FAILED),
          Opening.of(NotificationKind.FAILOVER_BLOCKED));

  private static final List<Opening> ALERT_OPENINGS =
      List.of(raised(Severity.WARNING), raised(Severity.CRITICAL));

  /** How an incident was opened, or added to. */
  public record Opening(NotificationKind kind, Severity severity) {

    static Opening of(NotificationKind kind) {
      return new Opening(kind, kind.severity());
    }
  }

  public Incident {
    closes = List.copyOf(closes);
  }

  /**
   * All news of an instance's failovers, over epochs, is about one incident, so that the failover
   * that works ends what the failed one began.
   */
  static Incident ofFailover(InstanceId instance, boolean ended) {
    return new Incident(FAILOVER + instance, ended, ended ? FAILOVER_OPENINGS : List.of());
  }

  /**
   * An alert is an incident of its own, known by what it is about: two orchestrators that raise the
   * same one name the same incident.
   *
   * @param severityBefore null unless it stood already, more or less severe than now
   */
  static Incident ofAlert(AlertEvent event, Severity severityBefore, boolean ended) {
    List<Opening> replaced = severityBefore == null ? List.of() : List.of(raised(severityBefore));
    return new Incident(ALERT + event.key(), ended, ended ? ALERT_OPENINGS : replaced);
  }

  private static Opening raised(Severity severity) {
    return new Opening(NotificationKind.ALERT_RAISED, severity);
  }
}
