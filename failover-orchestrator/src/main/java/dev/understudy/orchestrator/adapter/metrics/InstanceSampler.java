package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.bus.metrics.Samples;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.history.FailoverOutcomes;
import dev.understudy.orchestrator.domain.history.FailoverState;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts what is known of one instance into samples. */
final class InstanceSampler {

  private final Samples samples;
  private final InstanceSpec spec;
  private final Optional<TopologySnapshot> topology;
  private final FailoverOutcomes outcomes;
  private final String instance;

  /**
   * @param topology empty before the first
   */
  InstanceSampler(
      Samples samples,
      InstanceSpec spec,
      Optional<TopologySnapshot> topology,
      FailoverOutcomes outcomes) {
    this.samples = samples;
    this.spec = spec;
    this.topology = topology;
    this.outcomes = outcomes;
    this.instance = spec.instance().value();
  }

  void sample() {
    sampleState();
    sampleMembers();
    sampleFailovers();
    sampleCost();
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
      for (FailoverState outcome : FailoverState.values()) {
        if (cause != Cause.INSTANCE_CREATED && outcome != FailoverState.IN_PROGRESS) {
          samples.add(
              OrchestratorMetrics.FAILOVERS,
              outcomes.count(cause, outcome),
              instance,
              Catalogue.labelValue(cause),
              Catalogue.labelValue(outcome));
        }
      }
    }
  }

  private void sampleCost() {
    outcomes
        .lastLossBytes()
        .ifPresent(bytes -> samples.add(OrchestratorMetrics.FAILOVER_LOSS, bytes, instance));
    outcomes
        .lastOutageMillis()
        .ifPresent(
            millis -> samples.add(OrchestratorMetrics.FAILOVER_OUTAGE, millis / 1e3, instance));
    outcomes.lastTimeline().map(Phases::seconds).orElse(Map.of()).forEach(this::samplePhase);
  }

  private void samplePhase(String phase, double seconds) {
    samples.add(OrchestratorMetrics.FAILOVER_PHASE, seconds, instance, phase);
  }

  private void sampleBlocked() {
    BlockReason now = topology.map(TopologySnapshot::blockReason).orElse(null);
    for (BlockReason reason : BlockReason.values()) {
      samples.add(
          OrchestratorMetrics.FAILOVER_BLOCKED,
          reason == now ? 1 : 0,
          instance,
          Catalogue.labelValue(reason));
    }
  }
}
