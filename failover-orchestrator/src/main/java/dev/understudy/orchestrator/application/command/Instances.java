package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import dev.understudy.orchestrator.domain.history.Failover;
import dev.understudy.orchestrator.domain.history.InstanceHistory;
import dev.understudy.orchestrator.domain.naming.NearestNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds what a request names, or refuses in words that help. */
@ApplicationScoped
public class Instances {

  private final Fleet fleet;

  public Instances(Fleet fleet) {
    this.fleet = fleet;
  }

  /**
   * The instance of that name.
   *
   * @throws NotFound naming the nearest ones
   */
  public InstanceSpec require(String name) {
    List<InstanceSpec> specs = fleet.specs();
    return specs.stream()
        .filter(spec -> spec.instance().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    "there is no instance "
                        + name
                        + suggest(
                            name, specs.stream().map(spec -> spec.instance().value()).toList())));
  }

  /**
   * The instance's member of that name.
   *
   * @throws NotFound naming those that it has
   */
  public MemberSpec requireMember(InstanceSpec spec, String name) {
    return spec.members().stream()
        .filter(member -> member.member().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    spec.instance()
                        + " has no member "
                        + name
                        + suggest(name, spec.memberIds().stream().map(MemberId::value).toList())));
  }

  public InstanceHistory history(InstanceId instance) {
    return new InstanceHistory(fleet.decisions(instance));
  }

  /** What a former primary gave up in that epoch. */
  public Optional<MemberQuarantined> quarantined(Failover failover) {
    return fleet.quarantined(failover.opened().instance(), failover.epoch());
  }

  /**
   * How the instance is.
   *
   * @throws Conflict if it has had no primary yet
   */
  TopologySnapshot requireProvisioned(InstanceId instance) {
    return fleet
        .topology(instance)
        .filter(topology -> topology.condition() != Condition.PROVISIONING)
        .orElseThrow(
            () ->
                new Conflict(
                    ConflictReason.STILL_PROVISIONING,
                    instance + " has had no primary yet; wait until it is provisioned"));
  }

  /**
   * How the instance is.
   *
   * @throws Conflict if it has had no primary yet or a change of primary is under way
   */
  TopologySnapshot requireSettled(InstanceId instance) {
    TopologySnapshot topology = requireProvisioned(instance);
    boolean open =
        switch (topology.condition()) {
          case FAILING_OVER, SWITCHING_OVER -> true;
          case PROVISIONING, HEALTHY, DEGRADED, SUSPECT, BLOCKED -> false;
        };
    // The snapshot is written after the decision: a higher epoch in the log is one just opened.
    if (open || history(instance).epoch().isAfter(topology.epoch())) {
      throw new Conflict(
          ConflictReason.EPOCH_OPEN,
          instance + " is changing its primary (" + topology.reason() + "); wait until it is over");
    }
    return topology;
  }

  private static String suggest(String typed, Collection<String> existing) {
    return existing.isEmpty()
        ? "; there are none at all"
        : "; the nearest are " + String.join(", ", NearestNames.to(typed, existing));
  }
}
