package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.DecisionLedger;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Verdict;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.EventSink;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.LeaseStatus;
import dev.understudy.orchestrator.application.Leases;
import dev.understudy.orchestrator.application.NodeStatus;
import dev.understudy.orchestrator.domain.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Both ports: what is published is read back at once, by the log's own rule. */
public class InMemoryBus implements Fleet, EventSink {

  private static final Moment NOW = new Moment(0, Instant.EPOCH);

  private final Map<InstanceId, InstanceSpec> specs = new HashMap<>();
  private final Map<InstanceId, TopologySnapshot> topologies = new HashMap<>();
  private final Map<InstanceId, List<Decision>> decisions = new HashMap<>();
  private final Map<InstanceId, DecisionLedger> ledgers = new HashMap<>();
  private final Map<NodeId, NodeStatus> nodes = new HashMap<>();
  private final List<MemberQuarantined> quarantined = new ArrayList<>();
  private final Leases leases = new Leases();
  private final List<Event> published = new ArrayList<>();
  private Consumer<Event> beforeReading = event -> {};
  private Throwable failure;
  private boolean caughtUp = true;
  private long offset;

  @Override
  public synchronized CompletionStage<Void> publish(Event event) {
    if (failure != null) {
      return CompletableFuture.failedStage(failure);
    }
    beforeReading.accept(event);
    published.add(event);
    read(event);
    return CompletableFuture.completedStage(null);
  }

  public synchronized void read(Event event) {
    if (event instanceof InstanceSpec spec) {
      specs.merge(spec.instance(), spec, (old, next) -> next.supersedes(old) ? next : old);
    } else if (event instanceof Decision decision) {
      InstanceId instance = decision.instance();
      DecisionLedger ledger = ledgers.computeIfAbsent(instance, any -> new DecisionLedger());
      if (ledger.read(offset++, decision) == Verdict.COUNTS) {
        decisions.computeIfAbsent(instance, any -> new ArrayList<>()).add(decision);
      }
    } else if (event instanceof MemberQuarantined told) {
      quarantined.add(told);
    } else if (event instanceof MemberEvent said) {
      leases.learn(said, NOW);
    } else if (event instanceof TopologySnapshot topology) {
      topologies.put(topology.instance(), topology);
    }
  }

  @Override
  public synchronized CompletionStage<Void> deleteInstance(InstanceId instance) {
    specs.remove(instance);
    topologies.remove(instance);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized boolean caughtUp() {
    return caughtUp;
  }

  @Override
  public synchronized List<InstanceSpec> specs() {
    return List.copyOf(specs.values());
  }

  @Override
  public synchronized Optional<InstanceSpec> spec(InstanceId instance) {
    return Optional.ofNullable(specs.get(instance));
  }

  @Override
  public synchronized Optional<TopologySnapshot> topology(InstanceId instance) {
    return Optional.ofNullable(topologies.get(instance));
  }

  @Override
  public synchronized List<Decision> decisions(InstanceId instance) {
    return List.copyOf(decisions.getOrDefault(instance, List.of()));
  }

  @Override
  public List<AlertRaised> alerts(InstanceId instance) {
    return List.of();
  }

  @Override
  public synchronized Optional<MemberQuarantined> quarantined(InstanceId instance, Epoch epoch) {
    return quarantined.stream()
        .filter(event -> event.instance().equals(instance) && event.epoch().equals(epoch))
        .reduce((earlier, later) -> later);
  }

  @Override
  public LeaseStatus lease(InstanceId instance, MemberId member) {
    return leases.of(instance, member, NOW);
  }

  @Override
  public synchronized List<NodeStatus> nodes() {
    return List.copyOf(nodes.values());
  }

  @Override
  public long staleObservations() {
    return 0;
  }

  /** Everything that was published, in order. */
  public synchronized List<Event> published() {
    return List.copyOf(published);
  }

  /** Runs before an event is read: somebody else's record that comes first. */
  public synchronized void beforeReading(Consumer<Event> action) {
    beforeReading = action;
  }

  public synchronized void failWith(Throwable cause) {
    failure = cause;
  }

  public synchronized void caughtUp(boolean value) {
    caughtUp = value;
  }

  public synchronized void node(String id, String zone, long capacityBytes, boolean alive) {
    NodeAnnounced announced =
        new NodeAnnounced(
            NodeId.of(id),
            "local",
            zone,
            "127.0.1." + (id.charAt(0) - 'a' + 1),
            capacityBytes,
            0,
            "redis 7");
    nodes.put(announced.node(), new NodeStatus(announced, alive));
  }

  /** Plays the core: opens the first epoch, elects, and shows everybody serving. */
  public synchronized void provision(String instance) {
    InstanceSpec spec = specs.get(InstanceId.of(instance));
    Epoch epoch =
        ledgers.computeIfAbsent(spec.instance(), any -> new DecisionLedger()).epoch().next();
    read(
        new EpochOpened(
            spec.instance(),
            epoch,
            Cause.INSTANCE_CREATED,
            null,
            null,
            null,
            spec.memberIds(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            "test"));
    MemberId first = spec.memberIds().get(0);
    read(
        new PrimaryElected(
            spec.instance(),
            epoch,
            first,
            Offset.ZERO,
            new Address("127.0.1.1", spec.port()),
            45_000,
            0L,
            List.of()));
    show(instance, Condition.HEALTHY, first.value(), spec.memberIds());
  }

  /** A snapshot of the newest epoch. */
  public synchronized void show(
      String instance, Condition condition, String primary, List<MemberId> serving) {
    InstanceSpec spec = specs.get(InstanceId.of(instance));
    read(
        new TopologySnapshot(
            spec.instance(),
            ledgers.get(spec.instance()).epoch(),
            condition,
            condition.name().toLowerCase(Locale.ROOT),
            primary == null ? null : MemberId.of(primary),
            spec.members().stream().map(member -> member(spec, member, primary, serving)).toList(),
            offset));
  }

  private TopologyMember member(
      InstanceSpec spec, MemberSpec member, String primary, List<MemberId> serving) {
    NodeAnnounced node = nodes.get(member.node()).node();
    return new TopologyMember(
        member.member(),
        member.node(),
        node.region(),
        node.zone(),
        new Address(node.address(), spec.port()),
        member.member().value().equals(primary) ? MemberRole.PRIMARY : MemberRole.REPLICA,
        serving.contains(member.member()));
  }
}
