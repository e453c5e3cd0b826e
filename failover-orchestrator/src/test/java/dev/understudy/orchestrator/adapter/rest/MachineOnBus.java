package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.application.command.InMemoryBus;
import dev.understudy.orchestrator.domain.InstanceMachine;
import dev.understudy.orchestrator.domain.Moment;
import dev.understudy.orchestrator.domain.Nodes;
import dev.understudy.orchestrator.domain.Timing;
import dev.understudy.orchestrator.domain.Vantages;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The real core, told what the bus has and that everybody is well. */
final class MachineOnBus {

  private static final Moment NOW = new Moment(0, Instant.parse("2030-01-01T00:00:00Z"));

  private MachineOnBus() {}

  static Optional<InstanceDiagnosis> of(InMemoryBus bus, InstanceSpec spec) {
    Nodes nodes = new Nodes();
    bus.nodes().forEach(status -> nodes.learn(status.node(), NOW));
    InstanceMachine machine =
        new InstanceMachine(nodes, new Vantages(), Timing.DEFAULT, "orchestrator");
    machine.onSpec(spec, NOW);
    List<Decision> decisions = bus.decisions(spec.instance());
    for (int i = 0; i < decisions.size(); i++) {
      machine.onDecision(i, decisions.get(i), NOW);
    }
    machine.activate(NOW);
    Epoch epoch = decisions.isEmpty() ? Epoch.NONE : decisions.get(decisions.size() - 1).epoch();
    Optional<MemberId> primary =
        decisions.stream()
            .filter(PrimaryElected.class::isInstance)
            .map(PrimaryElected.class::cast)
            .filter(elected -> elected.epoch().equals(epoch))
            .map(PrimaryElected::member)
            .findFirst();
    for (MemberSpec member : spec.members()) {
      boolean leads = primary.filter(member.member()::equals).isPresent();
      machine.onMember(report(spec, member, epoch, leads), NOW, NOW);
    }
    primary.ifPresent(member -> machine.onObserved(seen(spec, member, epoch), NOW));
    return machine.diagnosis(NOW);
  }

  private static InstanceObserved seen(InstanceSpec spec, MemberId primary, Epoch epoch) {
    return new InstanceObserved(
        spec.instance(),
        Vantage.of("a"),
        1,
        epoch,
        1,
        List.of(MemberObservation.without(primary, Outcome.OK, "", 0)));
  }

  static MemberReported report(InstanceSpec spec, MemberSpec member, Epoch epoch, boolean leads) {
    return new MemberReported(
        spec.instance(),
        member.member(),
        member.node(),
        epoch,
        leads ? MemberRole.PRIMARY : MemberRole.REPLICA,
        true,
        false,
        "run-" + member.member(),
        "history",
        Offset.of(10),
        leads ? LinkState.NONE : LinkState.UP,
        Duration.ZERO,
        true,
        1,
        leads ? spec.members().size() - 1 : 0,
        0,
        0,
        epoch,
        true,
        leads ? LeaseState.HELD : null);
  }
}
