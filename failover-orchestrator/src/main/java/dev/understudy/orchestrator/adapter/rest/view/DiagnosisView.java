package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.domain.diagnosis.Blocker;
import dev.understudy.orchestrator.domain.diagnosis.Diagnosis;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an instance is, why, and what would happen if its primary died now. */
@Schema(name = "Diagnosis")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiagnosisView(
    @Schema(examples = "orders") String instance,
    @Schema(examples = "1") long epoch,
    @Schema(description = "How it is, in one word") Condition condition,
    @Schema(description = "The condition in words", examples = "overloaded") String reason,
    @Schema(description = "What is wrong with the primary") Diagnosis diagnosis,
    @Schema(description = "What to do about the diagnosis") String advice,
    @Schema(description = "What the diagnosis rests on") List<Evidence> evidence,
    @Schema(description = "What keeps a failover from happening that is due; else left out")
        BlockerView blocker,
    @Schema(description = "Left out while there is none", examples = "orders-1") String primary,
    @Schema(description = "How many vantages have to agree on a death", examples = "2") int quorum,
    @Schema(description = "What each vantage sees of the primary")
        List<VantageEvidenceView> vantages,
    List<MemberDiagnosisView> members,
    @Schema(
            description =
                "What would come of every way to die; empty while there is no confirmed primary")
        List<ProspectView> ifPrimaryDied) {

  /** Why a failover doesn't happen. */
  @Schema(name = "Blocker")
  public record BlockerView(
      BlockReason reason,
      @Schema(description = "What an operator needs to know to act") String explanation,
      @Schema(description = "What to do about it") String advice) {

    /** Null if nothing does. */
    static BlockerView of(Blocker blocker) {
      return blocker == null
          ? null
          : new BlockerView(blocker.reason(), blocker.explanation(), blocker.advice());
    }
  }

  public static DiagnosisView of(InstanceDiagnosis of) {
    return new DiagnosisView(
        of.instance().value(),
        of.epoch().value(),
        of.condition(),
        of.reason(),
        of.finding().diagnosis(),
        of.finding().diagnosis().advice(),
        of.finding().evidence(),
        BlockerView.of(of.blocker()),
        Optional.ofNullable(of.primary()).map(MemberId::value).orElse(null),
        of.quorum(),
        of.vantages().stream().map(VantageEvidenceView::of).toList(),
        of.members().stream().map(MemberDiagnosisView::of).toList(),
        of.prospects().stream().map(ProspectView::of).toList());
  }
}
