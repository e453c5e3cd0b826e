package dev.understudy.orchestrator.adapter.rest.request;

import dev.understudy.orchestrator.application.command.HighAvailabilityChange;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH …/high-availability}; what is left out stays as it is. */
@Schema(
    name = "HighAvailabilitySettings",
    description = "Any of these; the others stay as they are")
public record HighAvailabilityRequest(
    @Schema(
            description = "Whether a dead primary is replaced without a human",
            defaultValue = "true",
            examples = "true")
        Boolean autoFailover,
    @Schema(
            description =
                "How long silence lasts before it counts as death, PT0.5S to PT10M; a crash that"
                    + " the node itself saw needs no waiting",
            format = "duration",
            defaultValue = "PT45S",
            examples = "PT5S")
        String failoverTimeout,
    @Min(value = 0, message = "must be 0 or more")
        @Schema(
            description = "The estimated loss above which an automatic failover is blocked",
            defaultValue = "1048576",
            minimum = "0",
            examples = "1048576")
        Long maxLossBytes,
    @Schema(
            description =
                "How long after an automatic failover no second one happens, PT0S to PT24H, unless"
                    + " the new primary crashed outright or the failover was acknowledged",
            format = "duration",
            defaultValue = "PT10M",
            examples = "PT10M")
        String cooldown,
    @Min(value = 0, message = "must be 0 or more")
        @Schema(
            description =
                "How many replicas a write must have been acknowledged by never to be lost, at most"
                    + " as many as there are. With fewer attached, writes are refused (NOREPLICAS);"
                    + " an application asks for the guarantee with WAIT. If too few replicas can be"
                    + " asked what they have, an automatic failover is blocked. 0: asynchronous",
            defaultValue = "0",
            minimum = "0",
            examples = "1")
        Integer synchronousReplicas) {

  /**
   * The settings that are mentioned.
   *
   * @param path what to put before the name of a field that is wrong
   */
  public HighAvailabilityChange toChange(String path) {
    return new HighAvailabilityChange(
        Optional.ofNullable(autoFailover),
        DurationField.read(path + "failoverTimeout", failoverTimeout),
        Optional.ofNullable(maxLossBytes),
        DurationField.read(path + "cooldown", cooldown),
        Optional.ofNullable(synchronousReplicas));
  }
}
