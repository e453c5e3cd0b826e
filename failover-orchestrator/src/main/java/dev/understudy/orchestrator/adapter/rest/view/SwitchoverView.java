package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of primary that has begun. */
@Schema(name = "SwitchoverStarted")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SwitchoverView(
    @Schema(examples = "orders") String instance,
    @Schema(description = "Follow it at …/failovers/{epoch}", examples = "2") long epoch,
    @Schema(description = "SWITCHOVER, or FORCED if the primary doesn't serve") Cause cause,
    @Schema(examples = "orders-1") String deposed,
    @Schema(description = "Left out: the best is chosen", examples = "orders-2") String target) {

  public static SwitchoverView of(EpochOpened opened) {
    return new SwitchoverView(
        opened.instance().value(),
        opened.epoch().value(),
        opened.cause(),
        opened.deposed() == null ? null : opened.deposed().value(),
        opened.target() == null ? null : opened.target().value());
  }
}
