package dev.understudy.localstack.chaos.fault;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.chaos.plan.Victim;
import dev.understudy.localstack.process.Signals;
import dev.understudy.localstack.stack.KafkaBroker;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Service;
import java.io.IOException;

/** Engines, services and the broker: killed, frozen, stopped. */
final class ProcessFaults {

  private final LocalStack stack;
  private final InstanceId instance;
  private final Roles roles;

  ProcessFaults(LocalStack stack, InstanceId instance, Roles roles) {
    this.stack = stack;
    this.instance = instance;
    this.roles = roles;
  }

  Fault killEngine(Victim victim) throws FaultMissed {
    ProcessHandle process = engine(victim);
    return Fault.once("kill -9 of " + roles.words(victim), process::destroyForcibly);
  }

  /** Its node may kill it meanwhile: then there is nothing to thaw. */
  Fault freezeEngine(Victim victim) throws FaultMissed {
    ProcessHandle process = engine(victim);
    String who = roles.words(victim);
    return new Fault(
        "kill -STOP of " + who,
        () -> Signals.freeze(process),
        "kill -CONT of " + who,
        () -> thaw(process));
  }

  private ProcessHandle engine(Victim victim) throws FaultMissed {
    TopologyMember member = roles.member(victim);
    String name = member.member().value();
    return stack.memberPid(member.node().value(), instance.value(), name).stream()
        .boxed()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .findFirst()
        .orElseThrow(() -> new FaultMissed(name + " has no process now"));
  }

  Fault kill(String name) throws FaultMissed {
    Service service = running(name);
    return new Fault(
        "kill -9 of " + name, service::kill, name + " is started again", service::start);
  }

  Fault freeze(String name) throws FaultMissed {
    ProcessHandle process =
        ProcessHandle.of(running(name).pid())
            .orElseThrow(() -> new FaultMissed(name + " has ended"));
    return new Fault(
        "kill -STOP of " + name,
        () -> Signals.freeze(process),
        "kill -CONT of " + name,
        () -> thaw(process));
  }

  private Service running(String name) throws FaultMissed {
    Service service = stack.service(name);
    if (!service.alive()) {
      throw new FaultMissed(name + " doesn't run now");
    }
    return service;
  }

  private static void thaw(ProcessHandle process) throws IOException {
    if (process.isAlive()) {
      Signals.thaw(process);
    }
  }

  Fault stopBroker() {
    KafkaBroker broker = stack.kafka();
    return new Fault("Kafka is stopped", broker::stop, "Kafka is started again", broker::start);
  }
}
