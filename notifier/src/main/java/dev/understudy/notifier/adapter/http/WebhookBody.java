package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.notifier.domain.AlertFacts;
import dev.understudy.notifier.domain.FailoverFacts;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Phases;
import dev.understudy.notifier.domain.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A webhook's JSON, the same for every attempt. What isn't known is left out.
 *
 * @param type e.g. {@code failover.completed}
 * @param timestamp when it was decided, raised or resolved
 */
record WebhookBody(String type, Instant timestamp, Data data) {

  /**
   * What {@code data} holds: it depends on the type. {@code subject} and {@code text} are for
   * people, a line or two.
   */
  sealed interface Data permits FailoverData, AlertData {}

  /**
   * @param phasesMillis how long each step took
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FailoverData(
      InstanceId instance,
      Epoch epoch,
      Cause cause,
      boolean planned,
      MemberId primaryBefore,
      MemberId primaryAfter,
      EpochOutcome outcome,
      BlockReason blockReason,
      String explanation,
      Long estimatedLossBytes,
      Long measuredLossBytes,
      Long measuredOutageMillis,
      Timeline timeline,
      Map<String, Long> phasesMillis,
      List<RejectedCandidate> rejected,
      List<Evidence> evidence,
      List<String> notes,
      String subject,
      String text)
      implements Data {}

  /**
   * @param alert what it is about
   * @param member whom; absent: the instance as a whole
   * @param epoch the change of primary that it comes from; absent: none
   * @param severity how severe it is, or was until it was resolved
   * @param severityBefore absent unless it stood already, more or less severe
   * @param summary what is or was wrong, with figures and units
   * @param since when it was raised first
   * @param runbook a path in this project
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AlertData(
      InstanceId instance,
      AlertKind alert,
      MemberId member,
      Epoch epoch,
      Severity severity,
      Severity severityBefore,
      String summary,
      Instant since,
      String runbook,
      String subject,
      String text)
      implements Data {}

  static WebhookBody of(Notification notification) {
    Data data =
        notification
            .facts()
            .map(facts -> failover(notification, facts), facts -> alert(notification, facts));
    return new WebhookBody(notification.kind().eventType(), notification.happenedAt(), data);
  }

  private static Data failover(Notification notification, FailoverFacts facts) {
    Timeline timeline = facts.timeline();
    return new FailoverData(
        notification.instance(),
        facts.epoch(),
        facts.cause(),
        facts.planned(),
        facts.primaryBefore(),
        facts.primaryAfter(),
        facts.outcome(),
        facts.blockReason(),
        facts.explanation(),
        facts.estimatedLossBytes(),
        facts.measuredLossBytes(),
        facts.measuredOutageMillis(),
        timeline,
        timeline == null ? null : Phases.of(timeline).millis(),
        facts.rejected(),
        facts.evidence(),
        facts.notes(),
        notification.letter().subject(),
        notification.letter().summary());
  }

  private static Data alert(Notification notification, AlertFacts facts) {
    return new AlertData(
        notification.instance(),
        facts.alert(),
        facts.member(),
        facts.epoch(),
        facts.severity(),
        facts.severityBefore(),
        facts.summary(),
        facts.since(),
        facts.runbook(),
        notification.letter().subject(),
        notification.letter().summary());
  }
}
