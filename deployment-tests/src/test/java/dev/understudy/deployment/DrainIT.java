package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.demo.InstanceWatch;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StackProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node's preStop hook runs, against a real orchestrator with real nodes. */
@Timeout(180)
class DrainIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LocalStack stack;
  private static InstanceWatch watch;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
        "the nodes' addresses 127.0.1.1 to 127.0.1.3 are there by themselves only on Linux");
    for (String program : List.of("curl", "jq")) {
      assumeTrue(Program.exists(program), "there is no " + program + " on the PATH");
    }
    stack =
        LocalStack.start(StackPlan.in(Path.of("target", "stack")).build(), StackProgress.SILENT);
    DemoInstance.ensure(stack, HighAvailability.DEFAULT, PATIENCE);
    watch = DemoInstance.watch(stack);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void thePrimaryLeavesItsNode() throws Exception {
    Epoch first = watch.awaitWhole(Epoch.NONE.next(), PATIENCE).epoch();
    String node = nodeOfPrimary();

    Program drain = drain(node);

    assertThat(drain.exitCode()).as(drain.output()).isZero();
    assertThat(drain.output())
        .contains("demo: switchover begun")
        .contains("no primary is on " + node);
    assertThat(nodeOfPrimary()).isNotEqualTo(node);
    watch.awaitWhole(first.next(), PATIENCE);
    assertThat(drain(node)).isEqualTo(new Program(0, "no primary is on " + node + "\n"));
  }

  @Test
  void anOrchestratorThatIsNotThereIsTold() throws Exception {
    Program drain =
        Program.run(
            Map.of(
                "UNDERSTUDY_API", "http://127.0.0.1:1",
                "UNDERSTUDY_NODE_ID", "a",
                "UNDERSTUDY_DRAIN_SECONDS", "1"),
            List.of(Checkout.SCRIPTS.resolve("drain").toString()));

    assertThat(drain.exitCode()).isEqualTo(1);
    assertThat(drain.output()).contains("the orchestrator does not answer");
  }

  private static Program drain(String node) throws Exception {
    return Program.run(
        Map.of(
            "UNDERSTUDY_API",
            "http://127.0.0.1:" + stack.ports().api(),
            "UNDERSTUDY_NODE_ID",
            node,
            "UNDERSTUDY_DRAIN_SECONDS",
            "20"),
        List.of(Checkout.SCRIPTS.resolve("drain").toString()));
  }

  private static String nodeOfPrimary() {
    JsonNode instance = stack.api().instance(DemoInstance.ID.value());
    return Json.items(instance.path("members"))
        .filter(member -> member.path("member").equals(instance.path("primary")))
        .map(member -> member.path("node").asText())
        .findFirst()
        .orElseThrow();
  }
}
