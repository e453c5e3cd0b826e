package dev.understudy.localstack.demo;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.process.Signals;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackFailure;
import java.io.IOException;

/** Breaks the primary, or asks for another. */
final class FaultInjector {

  private final LocalStack stack;
  private final InstanceId instance;

  FaultInjector(LocalStack stack, InstanceId instance) {
    this.stack = stack;
    this.instance = instance;
  }

  /** A fault that is about to happen: in words, and how. */
  record Prepared(String words, Runnable action) {}

  /** Looks up what the fault needs, so that injecting it takes no time. */
  Prepared prepare(Fault fault, Whole whole) {
    TopologyMember primary = whole.primary();
    return switch (fault) {
      case CRASH -> {
        ProcessHandle process = process(primary);
        yield new Prepared(
            "kill -9 of the primary " + where(primary, process), process::destroyForcibly);
      }
      case HANG -> {
        ProcessHandle process = process(primary);
        yield new Prepared(
            "kill -STOP of the primary " + where(primary, process), () -> freeze(process));
      }
      case SWITCHOVER -> {
        String target = whole.replicas().get(0).member().value();
        yield new Prepared(
            "REST API: please let " + target + " take over from " + primary.member(),
            () -> stack.api().switchover(instance.value(), target));
      }
    };
  }

  private ProcessHandle process(TopologyMember member) {
    String node = member.node().value();
    long pid =
        stack
            .memberPid(node, instance.value(), member.member().value())
            .orElseThrow(
                () -> new StackFailure("no process of " + member.member() + " on node " + node));
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new StackFailure("process " + pid + " is gone already"));
  }

  private static String where(TopologyMember member, ProcessHandle process) {
    return "%s (pid %d, node %s, %s)"
        .formatted(member.member(), process.pid(), member.node(), member.address());
  }

  private static void freeze(ProcessHandle process) {
    try {
      Signals.freeze(process);
    } catch (IOException e) {
      throw new StackFailure(e.getMessage(), e);
    }
  }
}
