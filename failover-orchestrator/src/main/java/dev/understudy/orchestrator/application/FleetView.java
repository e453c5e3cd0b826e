package dev.understudy.orchestrator.application;

import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.Moment;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The {@link Fleet} as the {@link Desk} shows it. */
public final class FleetView implements Fleet {

  /** Three missed heartbeats. */
  private static final Duration SILENCE = NodeAnnounced.HEARTBEAT.multipliedBy(3);

  private final Supplier<Moment> clock;
  private final Map<InstanceId, InstanceView> instances = new ConcurrentHashMap<>();
  private final Map<InstanceId, Quarantines> quarantines = new ConcurrentHashMap<>();
  private final Leases leases = new Leases();
  private final Map<NodeId, NodeView> nodes = new ConcurrentHashMap<>();
  private volatile boolean caughtUp;
  private volatile long staleObservations;

  public FleetView(Supplier<Moment> clock) {
    this.clock = clock;
  }

  void caughtUp(boolean reached) {
    caughtUp = reached;
  }

  void show(
      InstanceId instance,
      Optional<InstanceSpec> spec,
      Optional<TopologySnapshot> topology,
      List<Decision> decisions,
      List<AlertRaised> alerts) {
    instances.put(instance, new InstanceView(spec, topology, decisions, alerts));
    if (spec.isEmpty()) {
      leases.forget(instance);
    }
  }

  void show(MemberEvent event, Moment sentAt) {
    leases.learn(event, sentAt);
    if (event instanceof MemberQuarantined told) {
      quarantines.merge(
          told.instance(), Quarantines.NONE.plus(told), (before, first) -> before.plus(told));
    }
  }

  void showNode(NodeAnnounced node, Moment sentAt) {
    nodes.put(node.node(), new NodeView(node, sentAt));
  }

  void showStaleObservations(long total) {
    staleObservations = total;
  }

  @Override
  public long staleObservations() {
    return staleObservations;
  }

  @Override
  public boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public List<InstanceSpec> specs() {
    return instances.values().stream()
        .flatMap(view -> view.spec().stream())
        .sorted(Comparator.comparing(spec -> spec.instance().value()))
        .toList();
  }

  @Override
  public Optional<InstanceSpec> spec(InstanceId instance) {
    return Optional.ofNullable(instances.get(instance)).flatMap(InstanceView::spec);
  }

  @Override
  public Optional<TopologySnapshot> topology(InstanceId instance) {
    return Optional.ofNullable(instances.get(instance)).flatMap(InstanceView::topology);
  }

  @Override
  public List<Decision> decisions(InstanceId instance) {
    InstanceView view = instances.get(instance);
    return view == null ? List.of() : view.decisions();
  }

  @Override
  public List<AlertRaised> alerts(InstanceId instance) {
    InstanceView view = instances.get(instance);
    return view == null ? List.of() : view.alerts();
  }

  @Override
  public Optional<MemberQuarantined> quarantined(InstanceId instance, Epoch epoch) {
    return quarantines.getOrDefault(instance, Quarantines.NONE).in(epoch);
  }

  @Override
  public LeaseStatus lease(InstanceId instance, MemberId member) {
    return leases.of(instance, member, clock.get());
  }

  @Override
  public List<NodeStatus> nodes() {
    Moment now = clock.get();
    return nodes.values().stream()
        .map(view -> new NodeStatus(view.node(), !now.isAtLeast(SILENCE, view.sentAt())))
        .sorted(Comparator.comparing(status -> status.node().node().value()))
        .toList();
  }

  private record InstanceView(
      Optional<InstanceSpec> spec,
      Optional<TopologySnapshot> topology,
      List<Decision> decisions,
      List<AlertRaised> alerts) {}

  private record NodeView(NodeAnnounced node, Moment sentAt) {}
}
