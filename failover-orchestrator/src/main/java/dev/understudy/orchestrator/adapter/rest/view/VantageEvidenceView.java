package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.domain.diagnosis.VantageEvidence;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one vantage sees of a primary. */
@Schema(name = "VantageEvidence")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VantageEvidenceView(
    @Schema(examples = "a") String vantage,
    @Schema(description = "Left out if it has not looked at this primary lately") Outcome outcome,
    @Schema(description = "The error that it got; else empty or left out") String detail,
    @Schema(description = "Since the primary last gave it a sign of life", examples = "0")
        Long silentMillis,
    @Schema(description = "Since its observation arrived", examples = "340") Long ageMillis,
    @Schema(description = "What the primary says it is; left out if it doesn't") MemberRole role,
    @Schema(description = "Of PING; left out if it wasn't answered", examples = "210")
        Long roundTripMicros,
    @Schema(description = "Whether the observation still counts") boolean fresh) {

  static VantageEvidenceView of(VantageEvidence evidence) {
    return new VantageEvidenceView(
        evidence.vantage().value(),
        seen(evidence, MemberObservation::outcome),
        seen(evidence, MemberObservation::detail),
        seen(evidence, MemberObservation::silentMillis),
        evidence.ageMillis(),
        seen(evidence, MemberObservation::role),
        seen(evidence, MemberObservation::roundTripMicros),
        evidence.fresh());
  }

  private static <T> T seen(VantageEvidence evidence, Function<MemberObservation, T> figure) {
    return Optional.ofNullable(evidence.seen()).map(figure).orElse(null);
  }
}
