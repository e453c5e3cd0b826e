package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One {@link InstanceMachine} on a clock that only moves when told, behind a log that hands every
 * decision back: feeds it, and looks at what it decides.
 */
abstract class Stage {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final Nodes nodes = new Nodes();
  private final Vantages vantages = new Vantages();
  private final List<Decision> log = new ArrayList<>();
  private final List<Decision> decided = new ArrayList<>();
  private final List<InstanceSpec> specs = new ArrayList<>();
  private final List<AlertEvent> alerts = new ArrayList<>();
  private InstanceMachine machine = newMachine();
  private InstanceSpec spec;
  private Duration elapsed = Duration.ZERO;
  private long nextOffset;
  private Epoch restarted = Epoch.NONE;

  private InstanceMachine newMachine() {
    return new InstanceMachine(nodes, vantages, Timing.DEFAULT, "orchestrator");
  }

  Moment now() {
    return new Moment(elapsed.toNanos(), START.plus(elapsed));
  }

  void wait(Duration duration) {
    elapsed = elapsed.plus(duration);
    publish(machine.onTick(now()));
  }

  /** It has read the log to its end, and may decide. */
  void activate() {
    publish(machine.activate(now()));
  }

  /** Another process of the orchestrator: it knows the log, and nothing that members said. */
  void restart() {
    machine = newMachine();
    machine.onSpec(spec, now());
    for (int offset = 0; offset < log.size(); offset++) {
      machine.onDecision(offset, log.get(offset), now());
    }
    restarted = log.get(log.size() - 1).epoch();
    forgetDecided();
    publish(machine.resume(now()));
  }

  /** The instance is wanted like this. */
  void specified(InstanceSpec wanted) {
    spec = wanted;
    publish(machine.onSpec(wanted, now()));
  }

  /** The instance is not wanted any more. */
  void deleted() {
    publish(machine.onDeleted());
  }

  void announce(NodeAnnounced node) {
    nodes.learn(node, now());
  }

  /** A vantage is heard, of whatever instance. */
  void hear(String vantage) {
    vantages.learn(Vantage.of(vantage), now());
  }

  void tell(MemberEvent event) {
    publish(machine.onMember(event, now(), now()));
  }

  /** It was said a while ago, and is read only now. */
  void tellLate(MemberEvent event, Duration ago) {
    Moment sentAt = new Moment(now().nanos() - ago.toNanos(), now().wall().minus(ago));
    publish(machine.onMember(event, sentAt, now()));
  }

  void tell(InstanceObserved observed) {
    publish(machine.onObserved(observed, now()));
  }

  void tell(EndpointPublished endpoint) {
    publish(machine.onEndpoint(endpoint, now()));
  }

  /** How long leases last by the settings. */
  long leaseMillis() {
    return spec.highAvailability().failoverTimeout().toMillis();
  }

  void append(Decision decision) {
    log.add(decision);
    publish(machine.onDecision(nextOffset++, decision, now()));
  }

  /** The bus hands every decision back, as the next record of the log. */
  private void publish(List<Event> events) {
    for (Event event : events) {
      if (event instanceof Decision decision) {
        decided.add(decision);
        append(decision);
      } else if (event instanceof AlertEvent alert) {
        alerts.add(alert);
        machine.onAlert(alert);
      } else if (event instanceof InstanceSpec written) {
        specs.add(written);
        specified(written);
      }
    }
  }

  /** What it has decided so far is of no interest. */
  void forgetDecided() {
    decided.clear();
  }

  /** What the machine has appended since, in order. */
  List<Decision> decided() {
    return List.copyOf(decided);
  }

  List<String> decidedKinds() {
    return decided.stream().map(Decision::kind).toList();
  }

  <T extends Decision> T last(Class<T> kind) {
    return decided.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((first, second) -> second)
        .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " in " + decided));
  }

  /** Who was elected last. */
  MemberId elected() {
    return last(PrimaryElected.class).member();
  }

  /** What the machine has written about what is wanted. */
  List<InstanceSpec> specs() {
    return List.copyOf(specs);
  }

  /** What people were told, in order. */
  List<AlertEvent> alerts() {
    return List.copyOf(alerts);
  }

  /** Whether nothing was published of the topology since the start. */
  boolean isSilent() {
    return machine.topology().isEmpty();
  }

  TopologySnapshot topology() {
    return machine.topology().orElseThrow();
  }

  InstanceDiagnosis diagnosis() {
    return machine.diagnosis(now()).orElseThrow();
  }

  /** What would come of the primary's death. */
  Prospect prospect(Death death) {
    return diagnosis().prospects().stream()
        .filter(prospect -> prospect.death() == death)
        .findFirst()
        .orElseThrow();
  }

  Epoch epoch() {
    return machine.topology().map(TopologySnapshot::epoch).orElse(restarted);
  }

  /** Who leads as far as it knows; another if it knows of nobody. */
  MemberId primaryOr(MemberId another) {
    return machine.topology().map(TopologySnapshot::primary).orElse(another);
  }
}
