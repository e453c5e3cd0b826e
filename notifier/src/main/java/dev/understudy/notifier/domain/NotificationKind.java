package dev.understudy.notifier.domain;

/** What a notification is about. */
public enum NotificationKind {
  /** A change of primary has begun. */
  FAILOVER_STARTED("failover.started", Severity.WARNING),

  /** There is a new, confirmed primary. */
  FAILOVER_COMPLETED("failover.completed", Severity.INFO),

  /** The change of primary didn't happen: nobody confirmed, or the old primary goes on. */
  FAILOVER_FAILED("failover.failed", Severity.CRITICAL),

  /** A failover seemed due, and a rule forbids it: a human has to act. */
  FAILOVER_BLOCKED("failover.blocked", Severity.CRITICAL),

  /** Something isn't well, or is more or less severe than it was told before. */
  ALERT_RAISED("alert.raised", Severity.WARNING),

  /** What an alert was about is well again, or no more. */
  ALERT_RESOLVED("alert.resolved", Severity.INFO);

  private final String eventType;
  private final Severity severity;

  NotificationKind(String eventType, Severity severity) {
    this.eventType = eventType;
    this.severity = severity;
  }

  /** How severe such news is; an alert that is raised may be more so. */
  Severity severity() {
    return severity;
  }

  /** The {@code type} that a webhook's receiver sees, and that routes name. */
  public String eventType() {
    return eventType;
  }
}
