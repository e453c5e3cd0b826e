package dev.understudy.localstack.chaos.fault;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.chaos.plan.Victim;
import dev.understudy.localstack.events.EventTail;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who plays which role, by the newest topology that had a primary. Safe for use by several threads.
 */
public final class Roles {

  private final InstanceId instance;
  private volatile List<TopologyMember> members = List.of();

  private Roles(InstanceId instance) {
    this.instance = instance;
  }

  /** Listens from now on, and knows what was before. */
  public static Roles of(EventTail events, InstanceId instance) {
    Roles roles = new Roles(instance);
    events.seen(TopologySnapshot.class).forEach(roles::hear);
    events.listen(roles::hear);
    return roles;
  }

  private void hear(Seen<?> seen) {
    if (seen.event() instanceof TopologySnapshot snapshot
        && snapshot.instance().equals(instance)
        && snapshot.primary() != null) {
      List<TopologyMember> sorted = new ArrayList<>(snapshot.members());
      sorted.sort(
          Comparator.comparing(
                  (TopologyMember member) -> !member.member().equals(snapshot.primary()))
              .thenComparing(member -> member.node().value()));
      members = List.copyOf(sorted);
    }
  }

  TopologyMember member(Victim victim) throws FaultMissed {
    List<TopologyMember> now = members;
    if (now.size() <= victim.ordinal()) {
      throw new FaultMissed("there is no " + victim + " yet");
    }
    return now.get(victim.ordinal());
  }

  Place place(Victim victim) throws FaultMissed {
    String node = member(victim).node().value();
    return Place.ALL.stream()
        .filter(place -> place.name().equals(node))
        .findFirst()
        .orElseThrow(() -> new FaultMissed("node " + node + " is none of this stack"));
  }

  String words(Victim victim) throws FaultMissed {
    TopologyMember member = member(victim);
    String role = victim == Victim.PRIMARY ? "the primary" : "a replica";
    return member.member() + " (" + role + ", node " + member.node() + ")";
  }
}
