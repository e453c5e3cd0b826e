package dev.understudy.orchestrator.adapter.rest.view;

import dev.understudy.orchestrator.application.NodeStatus;
import dev.understudy.orchestrator.domain.placement.Host;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A running replica-node. */
@Schema(name = "Node")
public record NodeView(
    @Schema(examples = "a") String node,
    @Schema(examples = "eu") String region,
    @Schema(examples = "eu-a") String zone,
    @Schema(description = "The IP address that its members listen on", examples = "10.0.0.11")
        String address,
    @Schema(description = "Whether its last heartbeat is recent", examples = "true") boolean alive,
    @Schema(description = "Memory for members", examples = "8589934592") long capacityBytes,
    @Schema(description = "Promised to members", examples = "67108864") long reservedBytes,
    @Schema(examples = "8522825728") long freeBytes,
    @Schema(examples = "redis 7.0.15") String engine,
    @Schema(examples = "[\"orders-1\"]") List<String> members) {

  public static NodeView of(NodeStatus status, Host host, List<String> members) {
    return new NodeView(
        status.node().node().value(),
        status.node().region(),
        status.node().zone(),
        status.node().address(),
        status.alive(),
        host.capacityBytes(),
        host.reservedBytes(),
        host.freeBytes(),
        status.node().engine(),
        members);
  }
}
