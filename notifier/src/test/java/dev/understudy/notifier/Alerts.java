package dev.understudy.notifier;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.time.Instant;

/** Alerts of an instance whose members are called after it, as an orchestrator words them. */
public record Alerts(String instance) {

  public static final Instant SINCE = Instant.parse("2026-01-02T03:04:05.000Z");

  private MemberId replica() {
    return MemberId.of(instance + "-2");
  }

  private InstanceId id() {
    return InstanceId.of(instance);
  }

  public AlertRaised lagging() {
    return lagging(SINCE);
  }

  public AlertRaised lagging(Instant since) {
    return lag(Severity.WARNING, "312 ms behind its primary; the limit is 100 ms for 60 s", since);
  }

  public AlertRaised laggingMore() {
    return lag(Severity.CRITICAL, "12480 ms behind its primary; the limit is 10 s for 10 s", SINCE);
  }

  private AlertRaised lag(Severity severity, String words, Instant since) {
    String summary = replica() + " is " + words;
    return new AlertRaised(
        id(), AlertKind.REPLICATION_LAG, replica(), null, severity, summary, since);
  }

  public AlertResolved caughtUp() {
    return caughtUp(SINCE);
  }

  public AlertResolved caughtUp(Instant since) {
    return new AlertResolved(id(), AlertKind.REPLICATION_LAG, replica(), null, since);
  }

  public AlertRaised nobodyCouldTakeOver() {
    return new AlertRaised(
        id(),
        AlertKind.NO_PROMOTABLE_REPLICA,
        null,
        null,
        Severity.CRITICAL,
        "no replica could take over if the primary died now; the limit is 30 s",
        SINCE);
  }

  public AlertResolved somebodyCouldTakeOver() {
    return new AlertResolved(id(), AlertKind.NO_PROMOTABLE_REPLICA, null, null, SINCE);
  }

  /** A former primary came back with more than its successor has. */
  public AlertRaised quarantined(long epoch) {
    return new AlertRaised(
        id(),
        AlertKind.DATA_QUARANTINED,
        MemberId.of(instance + "-1"),
        Epoch.of(epoch),
        Severity.WARNING,
        "%1$s-1, primary of epoch %2$d, came back with 1,234 bytes that its successor lacks; keys that differ: 12; its dataset is saved on node a as /var/lib/understudy/salvage/%1$s-1-epoch-%2$d.rdb"
            .formatted(instance, epoch - 1),
        SINCE);
  }

  public AlertResolved quarantineToldForLong(long epoch) {
    return new AlertResolved(
        id(), AlertKind.DATA_QUARANTINED, MemberId.of(instance + "-1"), Epoch.of(epoch), SINCE);
  }
}
