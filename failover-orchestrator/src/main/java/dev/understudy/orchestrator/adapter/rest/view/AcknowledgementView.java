package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.contracts.decision.FailoverAcknowledged;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A failover that someone has seen. */
@Schema(name = "FailoverAcknowledged")
public record AcknowledgementView(
    @Schema(examples = "orders") String instance,
    @Schema(description = "The epoch whose cooldown is over", examples = "2") long epoch,
    @Schema(description = "Who was first to say so", examples = "ada@example.org") String by) {

  public static AcknowledgementView of(FailoverAcknowledged acknowledged) {
    return new AcknowledgementView(
        acknowledged.instance().value(), acknowledged.epoch().value(), acknowledged.by());
  }
}
