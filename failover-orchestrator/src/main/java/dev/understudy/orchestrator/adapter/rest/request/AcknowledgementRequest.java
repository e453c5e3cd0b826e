package dev.understudy.orchestrator.adapter.rest.request;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST …/failover-acknowledgement}. */
@Schema(name = "FailoverAcknowledgement", description = "Someone has seen the last failover")
public record AcknowledgementRequest(
    @NotNull(message = "is required")
        @Pattern(
            regexp = PRINTABLE + "(" + PRINTABLE_OR_SPACE + "{0,98}" + PRINTABLE + ")?",
            message = "must be 1 to 100 printable characters")
        @Schema(description = "Who", examples = "ada@example.org", required = true)
        String by) {

  private static final String PRINTABLE = "[\\p{L}\\p{N}\\p{P}\\p{S}]";
  private static final String PRINTABLE_OR_SPACE = "[\\p{L}\\p{N}\\p{P}\\p{S} ]";
}
