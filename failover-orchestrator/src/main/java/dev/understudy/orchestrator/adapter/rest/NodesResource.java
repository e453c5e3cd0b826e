package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.adapter.rest.view.NodeView;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.NodeStatus;
import dev.understudy.orchestrator.application.command.Hosts;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where members can live. */
@Path(Api.ROOT + "/nodes")
@Tag(name = Api.NODES, description = "Machines that members run on")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class NodesResource {

  private final Fleet fleet;

  NodesResource(Fleet fleet) {
    this.fleet = fleet;
  }

  @GET
  @Operation(summary = "All nodes", description = "By name, also those that are not alive.")
  public List<NodeView> list() {
    List<InstanceSpec> specs = fleet.specs();
    return fleet.nodes().stream()
        .sorted(Comparator.comparing(status -> status.node().node().value()))
        .map(status -> NodeView.of(status, Hosts.of(status, specs), members(status, specs)))
        .toList();
  }

  private static List<String> members(NodeStatus status, List<InstanceSpec> specs) {
    return specs.stream()
        .flatMap(spec -> spec.members().stream())
        .filter(member -> member.node().equals(status.node().node()))
        .map(member -> member.member().value())
        .sorted()
        .toList();
  }
}
