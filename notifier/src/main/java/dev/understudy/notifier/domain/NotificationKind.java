package dev.understudy.notifier.domain;

/** What a notification is about. */
public enum NotificationKind {
  /** A change of primary has begun. */
  FAILOVER_STARTED("failover.started"),

  /** There is a new, confirmed primary. */
  FAILOVER_COMPLETED("failover.completed"),

  /** The change of primary didn't happen: nobody confirmed, or the old primary goes on. */
  FAILOVER_FAILED("failover.failed"),

  /** A failover seemed due, and a rule forbids it: a human has to act. */
  FAILOVER_BLOCKED("failover.blocked");

  private final String eventType;

  NotificationKind(String eventType) {
    this.eventType = eventType;
  }

  /** The {@code type} that a webhook's receiver sees. */
  public String eventType() {
    return eventType;
  }
}
