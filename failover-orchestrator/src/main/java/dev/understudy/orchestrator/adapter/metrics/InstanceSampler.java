package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.bus.metrics.Samples;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts what is known of one instance into samples. */
final class InstanceSampler {

  private final Samples samples;
  private final InstanceSpec spec;
  private final Optional<TopologySnapshot> topology;
  private final List<Decision> decisions;
  private final String instance;

  /**
   * @param topology empty before the first
   * @param decisions those that count, oldest first
   */
  InstanceSampler(
      Samples samples,
      InstanceSpec spec,
      Optional<TopologySnapshot> topology,
      List<Decision> decisions) {
    this.samples = samples;
    this.spec = spec;
    this.topology = topology;
    this.decisions = decisions;
    this.instance = spec.instance().value();
  }

  void sample() {
    sampleState();
    sampleMembers();
    sampleFailovers();
    sampleLoss();
    sampleBlocked();
  }

  private void sampleState() {
    Condition now = topology.map(TopologySnapshot::condition).orElse(Condition.PROVISIONING);
    for (Condition condition : Condition.values()) {
      samples.add(
          OrchestratorMetrics.STATE,
          condition == now ? 1 : 0,
          instance,
          Catalogue.labelValue(condition));
    }
    Epoch epoch = topology.map(TopologySnapshot::epoch).orElse(Epoch.NONE);
    samples.add(OrchestratorMetrics.EPOCH, epoch.value(), instance);
  }

  private void sampleMembers() {
    samples.add(OrchestratorMetrics.MEMBERS_WANTED, spec.members().size(), instance);
    samples.add(OrchestratorMetrics.MEMBERS_SERVING, serving().count(), instance);
    samples.add(
        OrchestratorMetrics.PROMOTABLE_REPLICAS,
        serving().filter(this::isPromotableReplica).count(),
        instance);
  }

  private Stream<TopologyMember> serving() {
    return topology.stream()
        .flatMap(snapshot -> snapshot.members().stream())
        .filter(TopologyMember::serving);
  }

  private boolean isPromotableReplica(TopologyMember member) {
    return member.role() == MemberRole.REPLICA
        && spec.member(member.member()).filter(MemberSpec::promotable).isPresent();
  }

  /** All of them from the start, at zero, so that the first failover is seen as a rise. */
  private void sampleFailovers() {
    for (Cause cause : Cause.values()) {
      for (EpochOutcome outcome : EpochOutcome.values()) {
        if (cause != Cause.INSTANCE_CREATED) {
          samples.add(
              OrchestratorMetrics.FAILOVERS,
              ended().filter(e -> e.cause() == cause && e.outcome() == outcome).count(),
              instance,
              Catalogue.labelValue(cause),
              Catalogue.labelValue(outcome));
        }
      }
    }
  }

  private void sampleLoss() {
    ended()
        .reduce((earlier, later) -> later)
        .map(EpochClosed::measuredLossBytes)
        .ifPresent(bytes -> samples.add(OrchestratorMetrics.FAILOVER_LOSS, bytes, instance));
  }

  private Stream<EpochClosed> ended() {
    return all(EpochClosed.class).filter(closed -> closed.cause() != Cause.INSTANCE_CREATED);
  }

  private void sampleBlocked() {
    Optional<BlockReason> now =
        topology
            .filter(snapshot -> snapshot.condition() == Condition.BLOCKED)
            .flatMap(this::obstacle);
    for (BlockReason reason : BlockReason.values()) {
      samples.add(
          OrchestratorMetrics.FAILOVER_BLOCKED,
          now.filter(reason::equals).isPresent() ? 1 : 0,
          instance,
          Catalogue.labelValue(reason));
    }
  }

  /**
   * A reason is on record once per epoch, so the newest record need not be the present one; the
   * snapshot has the present one's words, unless they have changed since.
   */
  private Optional<BlockReason> obstacle(TopologySnapshot snapshot) {
    List<FailoverBlocked> recorded =
        all(FailoverBlocked.class)
            .filter(blocked -> blocked.epoch().equals(snapshot.epoch()))
            .toList();
    return recorded.stream()
        .filter(blocked -> blocked.explanation().equals(snapshot.reason()))
        .findFirst()
        .or(() -> recorded.stream().reduce((earlier, later) -> later))
        .map(FailoverBlocked::reason);
  }

  private <D extends Decision> Stream<D> all(Class<D> kind) {
    return decisions.stream().filter(kind::isInstance).map(kind::cast);
  }
}
