package dev.understudy.localstack.stack;

import dev.understudy.localstack.process.Engines;
import dev.understudy.localstack.process.PortCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What must be so before anything is started. */
final class BeforeStart {

  private static final Duration ENGINE_PATIENCE = Duration.ofSeconds(3);

  private final StackPlan plan;
  private final StackProgress progress;

  BeforeStart(StackPlan plan, StackProgress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  void requirePackages() {
    String missing =
        ServiceGroup.MODULES.stream()
            .filter(module -> Files.notExists(Service.jar(plan.home(), module)))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new StackFailure(
          "not packaged yet: " + missing + ". Run ./mvnw -DskipTests package in " + plan.home());
    }
  }

  /** A launcher that was killed has left its nodes' engines behind. */
  void endLeftovers() throws IOException {
    int ended = new Engines(plan.workFolder()).end(ENGINE_PATIENCE);
    if (ended > 0) {
      progress.note("stopped " + ended + " engines that a stack here had left running");
    }
  }

  void requirePorts() {
    List<String> complaints = PortCheck.complaints(plan.ports().all());
    if (!complaints.isEmpty()) {
      throw new StackFailure(
          complaints.stream().distinct().collect(Collectors.joining("\n"))
              + "\nFree it, or choose other ports with --port-base N (now "
              + plan.ports().base()
              + ").");
    }
  }
}
