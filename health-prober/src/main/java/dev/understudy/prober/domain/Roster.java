package dev.understudy.prober.domain;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be probed: the wanted instances joined with the addresses of nodes. The two come from
 * different topics, so either may be known first. Belongs to one thread.
 */
public final class Roster {

  private final Map<InstanceId, InstanceSpec> specs = new HashMap<>();
  private final Map<NodeId, Place> places = new HashMap<>();

  /** Where a node is. */
  private record Place(String address, String region, String zone) {}

  public void want(InstanceSpec spec) {
    if (spec.supersedes(specs.get(spec.instance()))) {
      specs.put(spec.instance(), spec);
    }
  }

  public void forget(InstanceId instance) {
    specs.remove(instance);
  }

  /**
   * Notes where a node is.
   *
   * @return the instances with a member there, if the node's place is news; empty for a heartbeat
   */
  public List<InstanceId> locate(NodeAnnounced node) {
    Place place = new Place(node.address(), node.region(), node.zone());
    Place before = places.put(node.node(), place);
    return place.equals(before) ? List.of() : instancesOn(node.node());
  }

  /**
   * Forgets a node.
   *
   * @return the instances with a member there
   */
  public List<InstanceId> forget(NodeId node) {
    return places.remove(node) == null ? List.of() : instancesOn(node);
  }

  /** The instance with those members whose nodes are known; empty if there is nothing to probe. */
  public Optional<Assignment> assignment(InstanceId instance) {
    InstanceSpec spec = specs.get(instance);
    if (spec == null) {
      return Optional.empty();
    }
    List<Target> targets = targets(spec);
    return targets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Assignment(
                instance,
                targets,
                spec.secrets().probe(),
                spec.highAvailability().failoverTimeout()));
  }

  private List<Target> targets(InstanceSpec spec) {
    List<Target> targets = new ArrayList<>(spec.members().size());
    for (MemberSpec member : spec.members()) {
      Place place = places.get(member.node());
      if (place != null) {
        Address address = new Address(place.address(), spec.port());
        targets.add(
            new Target(spec.instance(), member.member(), address, place.region(), place.zone()));
      }
    }
    return targets;
  }

  private List<InstanceId> instancesOn(NodeId node) {
    return specs.values().stream()
        .filter(spec -> spec.members().stream().anyMatch(member -> member.node().equals(node)))
        .map(InstanceSpec::instance)
        .toList();
  }
}
