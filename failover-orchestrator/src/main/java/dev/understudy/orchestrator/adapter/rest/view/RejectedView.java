package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member that was not elected, and why. */
@Schema(name = "RejectedCandidate")
public record RejectedView(
    @Schema(examples = "orders-3") String member,
    Rejection reason,
    @Schema(examples = "512 bytes behind orders-2") String detail) {

  static List<RejectedView> of(List<RejectedCandidate> rejected) {
    return rejected.stream()
        .map(one -> new RejectedView(one.member().value(), one.reason(), one.detail()))
        .toList();
  }
}
