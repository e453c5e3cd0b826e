package dev.understudy.orchestrator.domain.placement;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import java.util.Map;
import java.util.Optional;

/**
 * A node as a place for members.
 *
 * @param alive whether its last heartbeat is recent
 * @param reservedBytes memory promised to members already
 * @param ports every port in use on its address, and whose it is
 */
public record Host(
    NodeId node,
    String region,
    String zone,
    boolean alive,
    long capacityBytes,
    long reservedBytes,
    Map<Integer, InstanceId> ports) {

  public Host {
    ports = Map.copyOf(ports);
  }

  public long freeBytes() {
    return Math.max(0, capacityBytes - reservedBytes);
  }

  /** Why this node can't take a member of that kind, in words; empty if it can. */
  public Optional<String> obstacle(Demand demand) {
    if (!alive) {
      return Optional.of("is not alive");
    }
    if (freeBytes() < demand.bytes()) {
      return Optional.of("has " + Megabytes.text(freeBytes()) + " free");
    }
    InstanceId owner = ports.get(demand.port());
    if (owner == null) {
      return Optional.empty();
    }
    return Optional.of(
        owner.equals(demand.instance())
            ? "already hosts a member of " + owner
            : "uses port " + demand.port() + " for " + owner);
  }

  /** Zone names are only unique within their region. */
  String place() {
    return region + "/" + zone;
  }
}
