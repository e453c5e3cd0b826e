package dev.understudy.orchestrator.adapter.rest.request;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST …/switchover}. */
@Schema(name = "Switchover", description = "Another primary; {} chooses the best replica")
public record SwitchoverRequest(
    @Schema(
            description = "The replica that is to take over; left out: the best",
            examples = "orders-2")
        String target,
    @Schema(
            description =
                "Promote a replica even if the primary doesn't serve, at the risk of losing the"
                    + " newest writes. While it serves, nothing is lost either way",
            defaultValue = "false",
            examples = "false")
        Boolean force) {

  public Optional<String> wantedTarget() {
    return Optional.ofNullable(target);
  }

  public boolean forced() {
    return Boolean.TRUE.equals(force);
  }
}
