package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.Service;
import dev.understudy.localstack.stack.ServiceNames;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StackProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A failover of a stack that is traced and logs as JSON: what those who watch it get. */
class ObservedFailoverIT {

  private static final Path WORK_FOLDER = Path.of("target", "observed-stack");
  private static final int INSTANCE_PORT = 400;
  private static final Set<String> SERVICES =
      Set.of(
          "health-prober",
          ServiceNames.ORCHESTRATOR,
          "replica-node",
          ServiceNames.DNS_UPDATER,
          ServiceNames.NOTIFIER);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static OtlpReceiver receiver;
  private static LocalStack stack;
  private static ManagedRedis redis;
  private static Whole before;
  private static Whole after;

  @BeforeAll
  static void aPrimaryCrashes() throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
        "skipped: the nodes' addresses are there by themselves only on Linux");
    receiver = OtlpReceiver.start();
    StackPlan.Builder plan = StackPlan.in(WORK_FOLDER);
    for (String service : SERVICES) {
      plan.setting(service, "understudy.tracing.enabled", "true")
          .setting(service, "otel.exporter.otlp.endpoint", receiver.endpoint())
          .setting(service, "otel.bsp.schedule.delay", "100")
          .setting(service, "quarkus.log.json.console.enabled", "true");
    }
    stack = LocalStack.start(plan.build(), StackProgress.SILENT);
    redis = new ManagedRedis(stack, "observed", stack.ports().base() + INSTANCE_PORT);
    redis.create(ManagedRedis.DEFAULTS);
    before = redis.awaitWhole(Epoch.NONE);
    Signals.kill(redis.engine(before.primary()));
    after = redis.awaitWhole(before.epoch().next());
    News.await(stack, News.COMPLETED, redis.id(), after.epoch());
  }

  @AfterAll
  static void end() {
    if (stack != null) {
      stack.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  void theFailoverIsOneTraceFromTheFirstFailedProbeToTheLastNotification() {
    await()
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(() -> assertThat(failovers()).singleElement().satisfies(this::isComplete));
    TraceTree trace = failovers().get(0);
    ReceivedSpan opened = trace.only("open epoch");
    assertThat(opened.attribute("understudy.instance")).isEqualTo(redis.id().value());
    assertThat(opened.attribute("understudy.member")).isEqualTo(before.primary().member().value());
    assertThat(opened.attribute("understudy.epoch")).isEqualTo(after.epoch().toString());
    assertThat(opened.attribute("understudy.reason")).isEqualTo("PRIMARY_CRASHED");
    assertThat(trace.only("promote").attribute("understudy.member"))
        .isEqualTo(after.primary().member().value());
    assertThat(probesElsewhere(trace))
        .as("the other vantages' suspicions that it was decided on")
        .containsAll(opened.links())
        .isNotEmpty();
    assertThat(opened.links()).isNotEmpty();
  }

  private static List<TraceTree> failovers() {
    return TraceTree.of(receiver.spans()).stream()
        .filter(trace -> trace.services().containsAll(SERVICES))
        .toList();
  }

  private void isComplete(TraceTree trace) {
    String elected = "probe > open epoch > elect primary";
    String closed = "probe > open epoch > close epoch";
    assertThat(trace.paths())
        .containsOnlyOnce(
            "health-prober: probe",
            "failover-orchestrator: probe > open epoch",
            "failover-orchestrator: " + elected,
            "replica-node: " + elected + " > promote",
            "failover-orchestrator: " + elected + " > promote > publish topology",
            "replica-node: probe > open epoch > fence",
            "failover-orchestrator: " + closed)
        .contains("dns-updater: " + elected + " > promote > publish topology > publish name")
        .allMatch(path -> !path.contains("?"), "has its parent");
    assertThat(count(trace, "replica-node: probe > open epoch > join epoch")).isEqualTo(3);
    assertThat(count(trace, "replica-node: " + elected + " > follow")).isEqualTo(2);
    assertThat(count(trace, "notifier: probe > open epoch > notify"))
        .as("by two ways")
        .isEqualTo(2);
    assertThat(count(trace, "notifier: " + closed + " > notify")).isEqualTo(2);
  }

  private static long count(TraceTree trace, String path) {
    return trace.paths().stream().filter(path::equals).count();
  }

  private static List<String> probesElsewhere(TraceTree trace) {
    return receiver.spans().stream()
        .filter(span -> span.name().equals("probe") && !trace.spans().contains(span))
        .map(ReceivedSpan::spanId)
        .toList();
  }

  @Test
  void aServiceThatReadsTheLogAgainAddsNothingToTheTrace() {
    await()
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(() -> assertThat(failovers()).singleElement().satisfies(this::isComplete));
    int spans = receiver.spans().size();
    Service notifier = stack.service(ServiceNames.NOTIFIER);

    notifier.restart();
    notifier.stop();

    assertThat(receiver.spans()).as("a service sends what it has before it ends").hasSize(spans);
  }

  @Test
  void everyServiceLogsTheFailoverUnderTheSameKeys() {
    String epoch = after.epoch().toString();
    String deposed = before.primary().member().value();
    String promoted = after.primary().member().value();
    String primaryNode = ServiceNames.node(after.primary().node().value());

    // Deliveries end some time after the epoch does, so the log is read until it has them.
    await()
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lines(ServiceNames.NOTIFIER, epoch, "", "DELIVERED"))
                    .as("started and completed, by mail and webhook")
                    .hasSize(4));
    await()
        .atMost(ManagedRedis.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(lines(ServiceNames.DNS_UPDATER, epoch, "", "UPDATED"))
                    .as("the names")
                    .isNotEmpty());
    // Whether a connection breaks under the question or is refused is a matter of microseconds.
    assertThat(
            Stream.of("REFUSED", "RESET")
                .flatMap(reason -> lines(ServiceNames.prober("a"), "", deposed, reason).stream()))
        .as("the prober's suspicion")
        .isNotEmpty();
    assertThat(lines(ServiceNames.ORCHESTRATOR, epoch, deposed, "PRIMARY_CRASHED"))
        .as("the decision")
        .hasSize(1);
    assertThat(lines(ServiceNames.ORCHESTRATOR, epoch, promoted, ""))
        .as("the election")
        .isNotEmpty();
    assertThat(lines(primaryNode, epoch, promoted, ""))
        .as("join and promotion")
        .hasSizeGreaterThan(1);
    // Its node may have started it again by then.
    String deposedNode = ServiceNames.node(before.primary().node().value());
    assertThat(
            Stream.of("NOT_RUNNING", "PARKED")
                .flatMap(reason -> lines(deposedNode, epoch, deposed, reason).stream()))
        .as("the fence")
        .hasSize(1);
  }

  /** The messages of a service's lines about the instance; empty: any. */
  private static List<String> lines(String service, String epoch, String member, String reason) {
    try (Stream<String> log = Files.lines(stack.service(service).log())) {
      return log.filter(line -> line.startsWith("{"))
          .map(ObservedFailoverIT::parsed)
          .filter(
              line ->
                  is(line, "instance", redis.id().value())
                      && is(line, "epoch", epoch)
                      && is(line, "member", member)
                      && is(line, "reason", reason))
          .map(line -> line.path("message").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean is(JsonNode line, String key, String wanted) {
    return wanted.isEmpty() || Objects.equals(line.path(key).asText(), wanted);
  }
}
