package dev.understudy.orchestrator.adapter.rest.request;

import dev.understudy.orchestrator.application.command.AlertThresholdsChange;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH …/alerts}; what is left out stays as it is. */
@Schema(name = "AlertThresholds", description = "Any of these; the others stay as they are")
public record AlertThresholdsRequest(
    @Schema(
            description = "How far behind a replica is a warning, PT0.001S to PT1H",
            format = "duration",
            defaultValue = "PT0.1S",
            examples = "PT0.5S")
        String lagWarning,
    @Schema(
            description = "For how long, PT0S to PT24H",
            format = "duration",
            defaultValue = "PT1M",
            examples = "PT1M")
        String lagWarningFor,
    @Schema(
            description = "How far behind is critical: lagWarning to PT1H",
            format = "duration",
            defaultValue = "PT10S",
            examples = "PT30S")
        String lagCritical,
    @Schema(
            description = "For how long, PT0S to PT24H",
            format = "duration",
            defaultValue = "PT10S",
            examples = "PT10S")
        String lagCriticalFor,
    @Schema(
            description = "How long a replica may be missing, PT0S to PT24H",
            format = "duration",
            defaultValue = "PT30S",
            examples = "PT30S")
        String replicaLostFor,
    @Schema(
            description = "Percent of its memory that a member may use",
            minimum = "10",
            maximum = "100",
            defaultValue = "90",
            examples = "90")
        Integer memoryPercent,
    @Schema(
            description = "For how long, PT0S to PT24H",
            format = "duration",
            defaultValue = "PT1M",
            examples = "PT1M")
        String memoryFor) {

  /** The thresholds that are mentioned. */
  public AlertThresholdsChange toChange() {
    return new AlertThresholdsChange(
        DurationField.read("lagWarning", lagWarning),
        DurationField.read("lagWarningFor", lagWarningFor),
        DurationField.read("lagCritical", lagCritical),
        DurationField.read("lagCriticalFor", lagCriticalFor),
        DurationField.read("replicaLostFor", replicaLostFor),
        Optional.ofNullable(memoryPercent),
        DurationField.read("memoryFor", memoryFor));
  }
}
