package dev.understudy.orchestrator.adapter.rest.request;

import dev.understudy.contracts.instance.MemberSpec;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST …/replicas}. */
@Schema(name = "AddReplica", description = "One more replica; {} puts it where it is best placed")
public record AddReplicaRequest(
    @Schema(
            description = "Where; left out: the alive node with room in the least used zone",
            examples = "c")
        String node,
    @Min(value = 0, message = PRIORITY)
        @Max(value = 1000, message = PRIORITY)
        @Schema(
            description = "Lower is preferred among equals; 0 is never promoted",
            defaultValue = "100",
            examples = "100")
        Integer priority) {

  private static final String PRIORITY = "must be 0 (never promoted) to 1000";

  public Optional<String> wantedNode() {
    return Optional.ofNullable(node);
  }

  public int priorityOrDefault() {
    return priority == null ? MemberSpec.DEFAULT_PRIORITY : priority;
  }
}
