package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A failover that seemed due and did not happen. */
@Schema(name = "BlockedFailover")
public record BlockedView(
    @Schema(description = "What seemed to call for it") Cause cause,
    BlockReason reason,
    @Schema(description = "What an operator needs to know to act") String explanation,
    List<RejectedView> rejected,
    List<Evidence> evidence) {

  static BlockedView of(FailoverBlocked blocked) {
    return new BlockedView(
        blocked.cause(),
        blocked.reason(),
        blocked.explanation(),
        RejectedView.of(blocked.rejected()),
        blocked.evidence());
  }
}
