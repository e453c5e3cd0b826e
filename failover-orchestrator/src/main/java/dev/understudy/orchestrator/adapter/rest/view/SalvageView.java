package dev.understudy.orchestrator.adapter.rest.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.member.MemberQuarantined;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a former primary had and its successor hasn't, before it followed. */
@Schema(name = "Salvage")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SalvageView(
    @Schema(description = "The former primary", examples = "orders-1") String member,
    @Schema(description = "Whose disk the path is on", examples = "node-a") String node,
    @Schema(
            description = "The snapshot (RDB) with its whole dataset; left out: there is none",
            examples = "/var/lib/understudy/salvage/orders-1-epoch-1.rdb")
        String path,
    @Schema(description = "How much of its stream the successor hasn't", examples = "5120")
        long divergingBytes,
    @Schema(description = "Keys that differ between both; left out: unknown", examples = "12")
        Long keysDiffering,
    @Schema(description = "Whether all keys were compared; else at least so many differ")
        boolean complete,
    @Schema(description = "What could not be done, and why; left out: nothing") String problem) {

  static SalvageView of(MemberQuarantined event) {
    return new SalvageView(
        event.member().value(),
        event.node().value(),
        event.path(),
        event.divergingBytes(),
        event.keysDiffering(),
        event.complete(),
        event.problem());
  }
}
