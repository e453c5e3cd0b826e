package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.contracts.member.LeaseState;
import dev.understudy.orchestrator.application.LeaseStatus;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A time in which a primary took writes without a lease, as the bus was away. */
@Schema(name = "Failsafe")
public record FailsafeView(
    @Schema(description = "Whose primary it was", examples = "1") long epoch,
    @Schema(description = "When its node told that it was over") Instant endedAt,
    @Schema(examples = "57250") long lastedMillis,
    @Schema(description = "What came then: HELD, the bus was back; NONE, it had to stop")
        LeaseState lease) {

  static FailsafeView of(LeaseStatus.Failsafe failsafe) {
    return new FailsafeView(
        failsafe.epoch().value(),
        failsafe.endedAt(),
        failsafe.lasted().toMillis(),
        failsafe.then());
  }
}
