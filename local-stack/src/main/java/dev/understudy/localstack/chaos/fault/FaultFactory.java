package dev.understudy.localstack.chaos.fault;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.chaos.network.Cut.From;
import dev.understudy.localstack.chaos.plan.FaultKind;
import dev.understudy.localstack.chaos.plan.PlannedFault;
import dev.understudy.localstack.chaos.plan.Victim;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Place;
import dev.understudy.localstack.stack.ServiceNames;
import java.io.IOException;

/** From the plan to what is done to whom. */
public final class FaultFactory {

  private final LocalStack stack;
  private final InstanceId instance;
  private final Roles roles;
  private final ProcessFaults processes;
  private final HostFaults hosts;

  /**
   * To be made before the instance is.
   *
   * @param ownNetwork whether hosts can be cut off and disks filled; otherwise an engine is stopped
   *     instead of its host being cut off
   */
  public FaultFactory(LocalStack stack, InstanceId instance, boolean ownNetwork)
      throws IOException {
    this.stack = stack;
    this.instance = instance;
    this.roles = Roles.of(stack.events(), instance);
    this.processes = new ProcessFaults(stack, instance, roles);
    this.hosts = ownNetwork ? new HostFaults(stack, instance, roles) : null;
  }

  /**
   * Looks up what a fault needs, so that injecting it takes no time.
   *
   * @throws FaultMissed if there is nothing to hit
   */
  public Fault prepare(PlannedFault planned) throws FaultMissed {
    FaultKind kind = planned.kind();
    Victim victim = planned.victim();
    return switch (kind) {
      case ENGINE_KILLED -> processes.killEngine(victim);
      case ENGINE_FROZEN -> processes.freezeEngine(victim);
      case NODE_KILLED -> processes.kill(ServiceNames.node(place(victim).name()));
      case NODE_FROZEN, NODE_FROZEN_LONG ->
          processes.freeze(ServiceNames.node(place(victim).name()));
      case PROBER_KILLED -> processes.kill(ServiceNames.prober(place(victim).name()));
      case PROBER_FROZEN -> processes.freeze(ServiceNames.prober(place(victim).name()));
      case ORCHESTRATOR_KILLED -> processes.kill(ServiceNames.ORCHESTRATOR);
      case ORCHESTRATOR_FROZEN -> processes.freeze(ServiceNames.ORCHESTRATOR);
      case DNS_UPDATER_KILLED -> processes.kill(ServiceNames.DNS_UPDATER);
      case DNS_UPDATER_FROZEN -> processes.freeze(ServiceNames.DNS_UPDATER);
      case NOTIFIER_KILLED -> processes.kill(ServiceNames.NOTIFIER);
      case NOTIFIER_FROZEN -> processes.freeze(ServiceNames.NOTIFIER);
      case BROKER_STOPPED -> processes.stopBroker();
      case CUT_FROM_HOSTS -> cut(victim, From.HOSTS);
      case CUT_FROM_BUS -> cut(victim, From.BUS);
      case CUT_OFF -> cut(victim, From.ALL);
      case CUT_ONE_WAY -> cut(victim, From.HOSTS_ONE_WAY);
      case DISK_FULL -> fillDisk(victim);
      case SWITCHOVER -> switchover(victim);
    };
  }

  private Place place(Victim victim) throws FaultMissed {
    return roles.place(victim);
  }

  private Fault cut(Victim victim, From from) throws FaultMissed {
    return hosts == null ? processes.freezeEngine(victim) : hosts.cut(victim, from);
  }

  private Fault fillDisk(Victim victim) throws FaultMissed {
    if (hosts == null) {
      throw new FaultMissed("no disk can be filled without a mount namespace");
    }
    return hosts.fillDisk(victim);
  }

  /** If the plan says the primary, whoever is best takes over. */
  private Fault switchover(Victim victim) throws FaultMissed {
    if (victim == Victim.PRIMARY) {
      return Fault.once(
          "a user asks for another primary", () -> stack.api().switchover(instance.value()));
    }
    String target = roles.member(victim).member().value();
    return Fault.once(
        "a user asks " + target + " to take over",
        () -> stack.api().switchover(instance.value(), target));
  }
}
