package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.deployment.ComposedInstance.Whole;
import dev.understudy.localstack.demo.ReadBack;
import dev.understudy.localstack.demo.WriteLog;
import dev.understudy.localstack.demo.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The whole of docker-compose.yml, in containers that were made offline. One stack for all: each
 * test takes it as the one before left it, whole.
 */
@Tag("compose")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

  private static final Duration BUILD = Duration.ofMinutes(4);
  private static final Duration UP = Duration.ofMinutes(4);
  private static final Duration DOWN = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration FAILOVER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int WRITES = 300;
  private static final Path LOGS = Path.of("target", "compose-logs");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Figures FIGURES = new Figures();
  private static ComposeStack stack;
  private static ComposedServices services;
  private static ComposedInstance instance;
  private static String password;
  private static int run;

  @BeforeAll
  static void up() throws Exception {
    assumeTrue(Docker.answers(), "no Docker engine answers: see docker/with-engine");
    assumeTrue(
        Docker.hasImage(Docker.OFFLINE_BASE),
        "there is no image " + Docker.OFFLINE_BASE + ": see docker/offline/make-base");
    Optional<List<String>> command = ComposeStack.command();
    assumeTrue(
        command.isPresent(), "there is no docker-compose on the PATH, nor Docker's plugin compose");
    stack = ComposeStack.with(command.orElseThrow());
    services = new ComposedServices(stack);
    instance = new ComposedInstance(stack);
    long began = System.nanoTime();
    stack.build(BUILD);
    FIGURES.add("images built in " + seconds(began) + " s");
    FIGURES.add("images: " + stack.images("{{.Repository}} {{.Size}}"));
    began = System.nanoTime();
    stack.up(UP);
    services.awaitHealthy(PATIENCE);
    FIGURES.add("every container healthy after " + seconds(began) + " s");
    Whole first = instance.awaitWhole(1, PATIENCE);
    FIGURES.add("demo whole after " + seconds(began) + " s, primary " + first.primary());
    password = stack.exec("replica-node-a", "cat", "/run/understudy/demo.password").strip();
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }

  @AfterAll
  static void down() throws Exception {
    if (stack != null) {
      Files.createDirectories(LOGS);
      for (String service : stack.containers().keySet()) {
        Files.writeString(LOGS.resolve(service + ".log"), stack.logs(service));
      }
      stack.down(DOWN);
    }
  }

  @Test
  @Order(1)
  void nothingRunsAsRoot() throws Exception {
    for (String service :
        List.of("replica-node-a", "notifier", "bind", "kafka", "mail", "prometheus")) {
      assertThat(stack.exec(service, "id", "-u").strip()).as(service).isNotEqualTo("0");
    }
    for (String line : stack.memory()) {
      FIGURES.add(line);
    }
  }

  @Test
  @Order(2)
  void prometheusScrapesEveryService() throws Exception {
    Awaitility.await("every target is up")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              List<JsonNode> targets =
                  Json.items(prometheus("/api/v1/targets").at("/data/activeTargets")).toList();
              assertThat(targets)
                  .extracting(target -> target.at("/labels/instance").asText().split(":")[0])
                  .containsExactlyInAnyOrderElementsOf(services.scraped());
              assertThat(targets)
                  .allSatisfy(target -> assertThat(target.path("health").asText()).isEqualTo("up"));
              assertThat(prometheus("/api/v1/alertmanagers").at("/data/activeAlertmanagers"))
                  .hasSize(1);
            });
    assertThat(prometheus("/api/v1/query?query=sum(redis_up)").toString()).contains("\"9\"");
  }

  private static JsonNode prometheus(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.prometheus() + path)).timeout(ANSWER).build();
    return JSON.readTree(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  @Order(3)
  void aKilledEngineIsReplacedAndNoWriteIsLost() throws Exception {
    Whole before = instance.awaitWhole(1, PATIENCE);
    assertThat(dig(ComposedInstance.DNS_NAME)).isEqualTo(before.address());
    // For the next test, too: its primary's lease is short then from the beginning.
    instance.failoverTimeout(FAILOVER_TIMEOUT);
    Writer writer = startWriter();
    try (writer) {
      writer.awaitWrites(WRITES, before.address(), PATIENCE);
      killEngine(before);
      instance.awaitPrimaryOtherThan(before, PATIENCE);
      Whole after = instance.awaitWhole(before.epoch() + 1, PATIENCE);
      assertThat(dig(ComposedInstance.DNS_NAME)).isEqualTo(after.address());
      writer.awaitWrites(WRITES, after.address(), PATIENCE);
    }
    Whole after = instance.awaitWhole(before.epoch() + 1, PATIENCE);
    tell("engine killed", writer.log(), before, after);
    assertThat(missing(writer.log(), after)).isZero();
    JsonNode failover = instance.lastFailover();
    assertThat(failover.path("cause").asText()).isEqualTo("PRIMARY_CRASHED");
    assertThat(failover.path("outcome").asText()).isEqualTo("COMPLETED");
  }

  private static void killEngine(Whole primary) throws Exception {
    String pidFile =
        "/var/lib/understudy/" + ComposedInstance.NAME + "/" + primary.primary() + "/redis.pid";
    stack.exec(
        "replica-node-" + primary.node(), "bash", "-c", "kill -KILL \"$(<" + pidFile + ")\"");
  }

  private static Writer startWriter() {
    return Writer.start(
        new Writer.Target(stack.dns(), ComposedInstance.DNS_NAME, ComposedInstance.PORT, password),
        ++run,
        new Writer.Listener() {
          @Override
          public void lost(long nanos, String host, String why) {}

          @Override
          public void works(long nanos, String host) {}
        });
  }

  private static long missing(WriteLog log, Whole primary) {
    return ReadBack.missing(log, run, primary.address(), ComposedInstance.PORT, password);
  }

  private static void tell(String what, WriteLog log, Whole before, Whole after) throws Exception {
    FIGURES.add(
        "%s: %s -> %s, write outage %d ms, %d writes acknowledged; %s"
            .formatted(
                what,
                before.primary(),
                after.primary(),
                log.move(before.address(), after.address()).orElseThrow().nanos() / 1_000_000,
                log.acknowledged().size(),
                instance.lastFailover().path("millisSinceSuspected")));
  }

  /** The address that a person sees. */
  private static String dig(String name) throws Exception {
    assumeTrue(Program.exists("dig"), "there is no dig on the PATH");
    Program dig =
        Program.run(
            Map.of(),
            List.of(
                "dig", "+short", "@127.0.0.1", "-p", String.valueOf(stack.dnsPort()), name, "A"));
    assertThat(dig.exitCode()).as(dig.output()).isZero();
    return dig.output().strip();
  }

  @Test
  @Order(4)
  void aMailAndASignedWebhookTellOfIt() throws Exception {
    Awaitility.await("the news has arrived")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(stack.logs("mail"))
                  .contains("demo: failover from demo-")
                  .containsPattern("demo: failover to demo-\\d completed in \\d+ ms");
              assertThat(stack.logs("sink"))
                  .containsPattern("signature verified: .*\"type\":\"failover\\.started\"")
                  .containsPattern("signature verified: .*\"type\":\"failover\\.completed\"")
                  .doesNotContain("WRONG SIGNATURE");
            });
    FIGURES.add(
        "alerts that stand: "
            + Json.items(prometheus("/api/v1/alerts").at("/data/alerts"))
                .map(
                    alert ->
                        alert.at("/labels/alertname").asText()
                            + " "
                            + alert.path("state").asText()
                            + " "
                            + alert.path("value").asText())
                .toList());
  }

  @Test
  @Order(5)
  void aNodeThatIsGoneIsReplaced() throws Exception {
    Whole before = instance.awaitWhole(1, PATIENCE);
    Writer writer = startWriter();
    try (writer) {
      writer.awaitWrites(WRITES, before.address(), PATIENCE);
      stack.kill("replica-node-" + before.node());
      try {
        instance.awaitPrimaryOtherThan(before, PATIENCE);
      } finally {
        stack.start("replica-node-" + before.node());
      }
      Whole after = instance.awaitWhole(before.epoch() + 1, PATIENCE);
      writer.awaitWrites(WRITES, after.address(), PATIENCE);
    }
    Whole after = instance.awaitWhole(before.epoch() + 1, PATIENCE);
    tell("node killed, timeout " + FAILOVER_TIMEOUT, writer.log(), before, after);
    assertThat(missing(writer.log(), after)).isZero();
    assertThat(instance.lastFailover().path("outcome").asText()).isEqualTo("COMPLETED");
    assertThat(after.readers()).contains(before.address());
  }

  @Test
  @Order(6)
  void aNodeIsDrained() throws Exception {
    Whole before = instance.awaitWhole(1, PATIENCE);
    String drained =
        stack.exec(
            "replica-node-" + before.node(),
            "env",
            "UNDERSTUDY_API=http://failover-orchestrator-2:8080",
            "/opt/understudy/bin/drain");
    assertThat(drained).contains("no primary is on " + before.node());
    instance.awaitPrimaryOtherThan(before, PATIENCE);
  }

  @Test
  @Order(7)
  void aStackThatWasStoppedHasItsDataStill() throws Exception {
    Whole before = instance.awaitWhole(1, PATIENCE);
    Writer writer = startWriter();
    try (writer) {
      writer.awaitWrites(WRITES, before.address(), PATIENCE);
    }
    instance.failoverTimeout(Duration.ofSeconds(45));
    stack.stop(DOWN);
    stack.up(UP);
    services.awaitHealthy(PATIENCE);
    Whole after = instance.awaitWhole(before.epoch(), PATIENCE);
    assertThat(missing(writer.log(), after)).isZero();
  }

  @Test
  @Order(8)
  void theSmallLoadGoesOnAfterAFailover() throws Exception {
    Whole before = instance.awaitWhole(1, PATIENCE);
    stack.startProfile("load", UP);
    Awaitility.await("the load writes")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> loadKeys(before) > 0);
    killEngine(before);
    Whole after = instance.awaitWhole(before.epoch() + 1, PATIENCE);
    Awaitility.await("the load has found the new primary")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(stack.logs("load"))
                    .containsSubsequence("writes are not taken", "writes are taken again"));
    FIGURES.add("small load: goes on at " + after.primary() + ", " + loadKeys(after) + " keys");
    stack.remove("load");
  }

  private static long loadKeys(Whole primary) throws Exception {
    String scan =
        "REDISCLI_AUTH=$(</run/understudy/demo.password) redis-cli -h %s --scan --pattern 'load:*'"
            .formatted(primary.address());
    return stack.exec("replica-node-" + primary.node(), "bash", "-c", scan).lines().count();
  }

  @Test
  @Order(9)
  void goesDownClean() throws Exception {
    assertThat(stack.leftovers()).isNotEmpty();
    assertThat(stack.containers().keySet()).containsExactlyInAnyOrderElementsOf(services.all());
    down();
    assertThat(stack.leftovers()).isEmpty();
  }
}
