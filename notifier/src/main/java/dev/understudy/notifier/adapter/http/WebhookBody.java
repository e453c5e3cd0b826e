package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.notifier.domain.Facts;
import dev.understudy.notifier.domain.Notification;
import dev.understudy.notifier.domain.Phases;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A webhook's JSON, the same for every attempt. What isn't known is left out.
 *
 * @param type e.g. {@code failover.completed}
 * @param timestamp when it was decided
 */
record WebhookBody(String type, Instant timestamp, Data data) {

  /**
   * @param phasesMillis how long each step took
   * @param text for people, a line or two
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
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
      Timeline timeline,
      Map<String, Long> phasesMillis,
      List<RejectedCandidate> rejected,
      List<Evidence> evidence,
      List<String> notes,
      String subject,
      String text) {}

  static WebhookBody of(Notification notification) {
    Facts facts = notification.facts();
    Timeline timeline = facts.timeline();
    Data data =
        new Data(
            notification.instance(),
            notification.epoch(),
            facts.cause(),
            facts.planned(),
            facts.primaryBefore(),
            facts.primaryAfter(),
            facts.outcome(),
            facts.blockReason(),
            facts.explanation(),
            facts.estimatedLossBytes(),
            facts.measuredLossBytes(),
            timeline,
            timeline == null ? null : Phases.of(timeline).millis(),
            facts.rejected(),
            facts.evidence(),
            facts.notes(),
            notification.letter().subject(),
            notification.letter().summary());
    return new WebhookBody(notification.kind().eventType(), notification.happenedAt(), data);
  }
}
