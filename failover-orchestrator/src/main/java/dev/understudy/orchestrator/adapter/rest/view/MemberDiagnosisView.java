package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.domain.diagnosis.Advice;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence.Lag;
import dev.understudy.orchestrator.domain.diagnosis.Trouble;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How one member is, why it isn't in sync, and why it would not take over. */
@Schema(name = "MemberDiagnosis")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberDiagnosisView(
    @Schema(examples = "orders-2") String member,
    @Schema(examples = "b") String node,
    @Schema(description = "What it is meant to be") MemberRole role,
    @Schema(description = "Whether its node has sent a heartbeat lately") boolean nodeAlive,
    @Schema(description = "What keeps it from doing its part") Trouble trouble,
    @Schema(
            description = "The trouble in words and figures; left out without one",
            examples = "it is 340 ms behind; the limit is 100 ms")
        String detail,
    @Schema(description = "What to do about the trouble") String advice,
    @Schema(description = "As seen by the vantages; left out if none knows", examples = "0")
        Long lagBytes,
    @Schema(description = "As seen by the vantages; left out if none knows", examples = "0")
        Long lagMillis,
    @Schema(description = "Why it would not take over; left out for who would and for the primary")
        PromotionView notPromoted,
    @Schema(description = "What its node said last; left out before it did") ReportView report) {

  /** Why a member would not be promoted. */
  @Schema(name = "NotPromoted")
  public record PromotionView(
      Rejection reason,
      @Schema(examples = "512 bytes behind orders-3") String detail,
      @Schema(description = "What to do about it") String advice) {

    private static PromotionView of(RejectedCandidate rejected) {
      return new PromotionView(rejected.reason(), rejected.detail(), Advice.on(rejected.reason()));
    }
  }

  /** What a node says of a member. */
  @Schema(name = "MemberReport")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReportView(
      @Schema(description = "Since it was sent", examples = "420") long ageMillis,
      @Schema(examples = "1") long epoch,
      @Schema(description = "What the engine says it is") MemberRole role,
      @Schema(description = "Whether the engine answered its node in time") boolean responsive,
      boolean loading,
      LinkState link,
      @Schema(description = "Since the link last carried anything", examples = "700")
          long linkSilenceMillis,
      @Schema(description = "What it has applied", examples = "48210") long offset,
      @Schema(description = "Empty while it doesn't answer") String runId,
      String replicationId,
      @Schema(description = "Whether its data came from a primary of this instance")
          boolean everSynced,
      @Schema(examples = "1200") long keyCount,
      @Schema(examples = "0") int attachedReplicas,
      @Schema(examples = "1") long fullResyncs,
      @Schema(examples = "0") long partialResyncs,
      @Schema(
              description =
                  "What permits the epoch's primary to take writes; left out for the others",
              examples = "HELD")
          LeaseState lease) {

    private static ReportView of(MemberReported report, long ageMillis) {
      return new ReportView(
          ageMillis,
          report.epoch().value(),
          report.role(),
          report.responsive(),
          report.loading(),
          report.link(),
          report.linkSilence().toMillis(),
          report.offset().value(),
          report.runId(),
          report.replicationId(),
          report.everSynced(),
          report.keyCount(),
          report.attachedReplicas(),
          report.fullResyncs(),
          report.partialResyncs(),
          report.lease());
    }
  }

  static MemberDiagnosisView of(MemberEvidence evidence) {
    Optional<Lag> lag = Optional.ofNullable(evidence.lag());
    return new MemberDiagnosisView(
        evidence.member().value(),
        evidence.node().value(),
        evidence.role(),
        evidence.nodeAlive(),
        evidence.trouble(),
        evidence.trouble() == Trouble.NONE ? null : evidence.detail(),
        evidence.trouble().advice(),
        lag.map(Lag::bytes).orElse(null),
        lag.map(Lag::millis).orElse(null),
        Optional.ofNullable(evidence.rejected()).map(PromotionView::of).orElse(null),
        Optional.ofNullable(evidence.report())
            .map(report -> ReportView.of(report, evidence.reportAgeMillis()))
            .orElse(null));
  }
}
