package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.NodeStatus;
import dev.understudy.orchestrator.domain.placement.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fleet's nodes as places for members. */
public final class Hosts {

  private Hosts() {}

  public static List<Host> of(Fleet fleet) {
    List<InstanceSpec> specs = fleet.specs();
    return fleet.nodes().stream().map(node -> of(node, specs)).toList();
  }

  /** One node, with what the specs promise on it. */
  public static Host of(NodeStatus status, List<InstanceSpec> specs) {
    NodeId node = status.node().node();
    Map<Integer, InstanceId> ports = new HashMap<>();
    long promised = 0;
    for (InstanceSpec spec : specs) {
      if (spec.members().stream().anyMatch(member -> member.node().equals(node))) {
        ports.put(spec.port(), spec.instance());
        promised += spec.profile().maxMemoryBytes();
      }
    }
    // A node announces what it knows of; what was promised a moment ago isn't in there yet, what
    // was deleted a moment ago still is.
    long reserved = Math.max(promised, status.node().reservedBytes());
    return new Host(
        node,
        status.node().region(),
        status.node().zone(),
        status.alive(),
        status.node().capacityBytes(),
        reserved,
        ports);
  }
}
