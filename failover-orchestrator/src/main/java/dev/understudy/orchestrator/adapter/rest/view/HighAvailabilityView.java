package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.contracts.instance.HighAvailability;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an instance is kept up. */
@Schema(name = "HighAvailability")
public record HighAvailabilityView(
    @Schema(examples = "true") boolean autoFailover,
    @Schema(format = "duration", examples = "PT45S") String failoverTimeout,
    @Schema(examples = "1048576") long maxLossBytes,
    @Schema(format = "duration", examples = "PT10M") String cooldown,
    @Schema(examples = "0") int synchronousReplicas) {

  static HighAvailabilityView of(HighAvailability settings) {
    return new HighAvailabilityView(
        settings.autoFailover(),
        settings.failoverTimeout().toString(),
        settings.maxLossBytes(),
        settings.cooldown().toString(),
        settings.synchronousReplicas());
  }
}
