package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.adapter.rest.view.DiagnosisView.BlockerView;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.ExpectedTime;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would come of it if the primary died now. */
@Schema(name = "Prospect")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProspectView(
    @Schema(description = "How it would die") Death death,
    @Schema(description = "Whether a failover would happen by itself") boolean failover,
    @Schema(
            description =
                "Who would take over, or would be the best if it were forced; left out: nobody",
            examples = "orders-2")
        String candidate,
    @Schema(
            description = "What the candidate lacks, as last reported; left out: unknown",
            examples = "0")
        Long lossBytes,
    @Schema(description = "Left out if it would not happen") ExpectedTimeView expected,
    @Schema(description = "Why it would not happen; left out if it would") BlockerView blocker,
    @Schema(description = "Every other replica, and why") List<RejectedView> rejected) {

  /** How long it would take. */
  @Schema(name = "ExpectedTime")
  public record ExpectedTimeView(
      @Schema(examples = "180") long totalMillis,
      @Schema(description = "Until the death is certain", examples = "20") long detectionMillis,
      @Schema(description = "From there until the new primary takes writes", examples = "60")
          long takeoverMillis,
      @Schema(description = "From there until its name is published", examples = "100")
          long namingMillis,
      @Schema(
              description =
                  "Of how many earlier failovers of this kind the figures are medians (what depends"
                      + " on the failover timeout is always reckoned from that); 0: all of them are"
                      + " estimated from the settings",
              examples = "3")
          int measuredFailovers) {

    private static ExpectedTimeView of(ExpectedTime time) {
      return new ExpectedTimeView(
          time.totalMillis(),
          time.detectionMillis(),
          time.takeoverMillis(),
          time.namingMillis(),
          time.measuredFailovers());
    }
  }

  static ProspectView of(Prospect prospect) {
    return new ProspectView(
        prospect.death(),
        prospect.blocker() == null,
        Optional.ofNullable(prospect.candidate()).map(MemberId::value).orElse(null),
        prospect.lossBytes(),
        Optional.ofNullable(prospect.expected()).map(ExpectedTimeView::of).orElse(null),
        BlockerView.of(prospect.blocker()),
        RejectedView.of(prospect.rejected()));
  }
}
