package dev.understudy.monitoring;

import static org.awaitility.Awaitility.await;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.demo.InstanceWatch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StackProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** A real stack with the instance {@code demo}, for real Prometheuses to scrape. */
final class MonitoredStack implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalStack stack;
  private final InstanceWatch watch;

  private MonitoredStack(LocalStack stack) {
    this.stack = stack;
    this.watch = DemoInstance.watch(stack);
  }

  /** Why there can't be one on this machine; empty if there can. */
  static Optional<String> missing() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.of(
          "the nodes' addresses 127.0.1.1 to 127.0.1.3 are there by themselves only on Linux");
    }
    if (Program.find("prometheus").isEmpty()) {
      return Optional.of("there is no prometheus on the PATH (Debian's package prometheus)");
    }
    return Optional.empty();
  }

  /** Starts the stack; the instance is whole in its first epoch. */
  static MonitoredStack start(HighAvailability settings) throws Exception {
    MonitoredStack started =
        new MonitoredStack(
            LocalStack.start(
                StackPlan.in(Path.of("target", "stack")).build(), StackProgress.SILENT));
    try {
      DemoInstance.ensure(started.stack, settings, PATIENCE);
      started.awaitWhole(Epoch.NONE.next());
      return started;
    } catch (Exception | Error e) {
      started.close();
      throw e;
    }
  }

  /**
   * Starts a Prometheus, and returns when it has scraped every service. It comes to an instance
   * that is whole: a new one begins with full copies, of which a rule makes an alarm.
   *
   * @param folder for its configuration, data and log; must exist and be empty
   */
  PrometheusServer scrape(Path folder, PrometheusPlan plan) throws Exception {
    Program program = Program.find("prometheus").orElseThrow();
    PrometheusServer prometheus = PrometheusServer.start(program, folder, stack.services(), plan);
    String all = "count(up == 1) == " + stack.services().size() + " and on () understudy_epoch";
    try {
      await().atMost(PATIENCE).until(() -> !prometheus.query(all).isEmpty());
      return prometheus;
    } catch (RuntimeException e) {
      prometheus.close();
      throw e;
    }
  }

  LocalStack stack() {
    return stack;
  }

  /** Waits until, in this epoch or a later one, every member serves and DNS has the primary. */
  Whole awaitWhole(Epoch atLeast) throws TimeoutException, InterruptedException {
    return watch.awaitWhole(atLeast, PATIENCE);
  }

  /** Kills a member's process (SIGKILL). */
  void kill(TopologyMember member) {
    long pid =
        stack
            .memberPid(member.node().value(), DemoInstance.ID.value(), member.member().value())
            .orElseThrow(() -> new AssertionError(member.member() + " does not run"));
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** The node that a member is on. */
  Service nodeOf(TopologyMember member) {
    return stack.service(ServiceNames.node(member.node().value()));
  }

  @Override
  public void close() {
    stack.close();
  }
}
