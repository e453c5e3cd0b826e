package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Takes a replica from an instance: first the log, so that it can't be elected any more, then the
 * spec, so that its node stops it.
 */
@ApplicationScoped
public class RemoveReplica {

  private final Instances instances;
  private final SpecChange specs;
  private final MembershipChange memberships;
  private final CommandQueue queue;

  public RemoveReplica(
      Instances instances, SpecChange specs, MembershipChange memberships, CommandQueue queue) {
    this.instances = instances;
    this.specs = specs;
    this.memberships = memberships;
    this.queue = queue;
  }

  /**
   * Removes it.
   *
   * @return fails with {@link NotFound}, or with {@link Conflict} if it is the primary, the only
   *     member, the primary is just being changed, or fewer replicas would be left than have to
   *     acknowledge a write
   */
  public CompletionStage<InstanceSpec> run(String name, String member) {
    return queue.submit(() -> remove(instances.require(name), member));
  }

  private CompletionStage<InstanceSpec> remove(InstanceSpec spec, String name) {
    InstanceId instance = spec.instance();
    MemberId member = instances.requireMember(spec, name).member();
    if (spec.members().size() == 1) {
      throw new Conflict(
          ConflictReason.LAST_MEMBER,
          member + " is the only member of " + instance + "; delete the instance instead");
    }
    TopologySnapshot topology = instances.requireSettled(instance);
    InstanceHistory history = instances.history(instance);
    requireReplica(topology, history, member);
    List<MemberSpec> left =
        spec.members().stream().filter(other -> !other.member().equals(member)).toList();
    requireAcknowledgements(spec, left.size() - 1);
    long revision = specs.nextRevision(spec, history);
    return memberships
        .append(instance, revision, left.stream().map(MemberSpec::member).toList(), 1)
        .thenCompose(done -> specs.members(spec, revision, left));
  }

  private static void requireAcknowledgements(InstanceSpec spec, int replicasLeft) {
    int needed = spec.highAvailability().synchronousReplicas();
    if (needed > replicasLeft) {
      throw new Conflict(
          ConflictReason.TOO_FEW_REPLICAS,
          "%s wants every write acknowledged by %d replicas, and %d would be left; add another first,"
                  .formatted(spec.instance(), needed, replicasLeft)
              + " or lower highAvailability.synchronousReplicas");
    }
  }

  private static void requireReplica(
      TopologySnapshot topology, InstanceHistory history, MemberId member) {
    // While there is no primary, whoever was it last may still hold the newest data.
    Optional<MemberId> primary = Optional.ofNullable(topology.primary()).or(history::lastElected);
    if (primary.filter(member::equals).isPresent()) {
      throw new Conflict(
          ConflictReason.MEMBER_IS_PRIMARY,
          member + " is the primary; switch over to another member first");
    }
  }
}
