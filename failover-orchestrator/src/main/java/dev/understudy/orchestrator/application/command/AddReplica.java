package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import dev.understudy.orchestrator.domain.naming.MemberNumbers;
import dev.understudy.orchestrator.domain.placement.Demand;
import dev.understudy.orchestrator.domain.placement.Host;
import dev.understudy.orchestrator.domain.placement.Placement;
import dev.understudy.orchestrator.domain.placement.PlacementResult;
import dev.understudy.orchestrator.domain.placement.PlacementResult.Placed;
import dev.understudy.orchestrator.domain.placement.PlacementResult.TooFewNodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Gives an instance one more replica: first the spec, so that its node creates it, then the log.
 */
@ApplicationScoped
public class AddReplica {

  /** As many members as an instance may have, the primary included. */
  public static final int MOST_MEMBERS = 16;

  private static final int EPOCHS_TO_TRY = 3;

  private final Fleet fleet;
  private final Instances instances;
  private final SpecChange specs;
  private final MembershipChange memberships;
  private final CommandQueue queue;

  public AddReplica(
      Fleet fleet,
      Instances instances,
      SpecChange specs,
      MembershipChange memberships,
      CommandQueue queue) {
    this.fleet = fleet;
    this.instances = instances;
    this.specs = specs;
    this.memberships = memberships;
    this.queue = queue;
  }

  /**
   * Adds it.
   *
   * @param node where; empty: the best place
   * @return fails with {@link NotFound}, {@link InvalidField} for a node that doesn't exist, or
   *     {@link Conflict}
   */
  public CompletionStage<AddedReplica> run(String name, Optional<String> node, int priority) {
    return queue.submit(() -> add(instances.require(name), node, priority));
  }

  private CompletionStage<AddedReplica> add(
      InstanceSpec spec, Optional<String> node, int priority) {
    instances.requireProvisioned(spec.instance());
    if (spec.members().size() >= MOST_MEMBERS) {
      throw new Conflict(
          ConflictReason.TOO_MANY_MEMBERS,
          spec.instance() + " has " + MOST_MEMBERS + " members, the most that it may have");
    }
    InstanceHistory history = instances.history(spec.instance());
    MemberSpec replica = new MemberSpec(newId(spec, history), place(spec, node), priority);
    List<MemberSpec> members = new ArrayList<>(spec.members());
    members.add(replica);
    long revision = specs.nextRevision(spec, history);
    return specs
        .members(spec, revision, members)
        .thenCompose(
            changed ->
                memberships
                    .append(changed.instance(), revision, changed.memberIds(), EPOCHS_TO_TRY)
                    .thenApply(done -> new AddedReplica(changed, replica)));
  }

  private static MemberId newId(InstanceSpec spec, InstanceHistory history) {
    Set<MemberId> used = new HashSet<>(history.everMembers());
    used.addAll(spec.memberIds());
    return MemberNumbers.next(spec.instance(), used, 1).get(0);
  }

  private NodeId place(InstanceSpec spec, Optional<String> wanted) {
    List<Host> hosts = Hosts.of(fleet);
    Demand demand = new Demand(spec.instance(), spec.profile().maxMemoryBytes(), spec.port());
    if (wanted.isPresent()) {
      return require(hosts, wanted.get(), demand);
    }
    Set<NodeId> taken =
        spec.members().stream().map(MemberSpec::node).collect(Collectors.toUnmodifiableSet());
    PlacementResult result = Placement.choose(hosts, taken, demand, 1);
    if (result instanceof TooFewNodes tooFew) {
      throw new Conflict(ConflictReason.NOT_ENOUGH_NODES, tooFew.explanation());
    }
    return ((Placed) result).nodes().get(0);
  }

  private static NodeId require(List<Host> hosts, String wanted, Demand demand) {
    Host host =
        hosts.stream()
            .filter(candidate -> candidate.node().value().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new InvalidField("node", "must be one of " + names(hosts)));
    host.obstacle(demand)
        .ifPresent(
            obstacle -> {
              throw new Conflict(ConflictReason.NODE_UNUSABLE, "node " + wanted + " " + obstacle);
            });
    return host.node();
  }

  private static String names(List<Host> hosts) {
    return hosts.stream()
        .map(host -> host.node().value())
        .sorted()
        .collect(Collectors.joining(", ", "", " (those are the nodes there are)"));
  }
}
