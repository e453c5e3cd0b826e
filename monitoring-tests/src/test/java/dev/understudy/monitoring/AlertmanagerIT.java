package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failovers in a real stack, and what comes of them by way of a real Prometheus and a real
 * Alertmanager: exactly the messages that a person needs arrive at the webhook sink, and the end of
 * each. What each rule did is left in {@code target/alerts.md}.
 */
@Order(2)
@Timeout(300)
class AlertmanagerIT {

  /** Above what a failover takes here, as the minute in the rules is above what one may take. */
  private static final Duration LONGEST_FOR = Duration.ofSeconds(10);

  /** Within it, whatever was to fire after a fault has fired and was told. */
  private static final Duration QUIET = LONGEST_FOR.plusSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, Object> QUICKLY_AND_AS_OFTEN_AS_NEEDED =
      Map.of("failoverTimeout", "PT2S", "cooldown", "PT0S");
  private static final String INSTANCE = "/api/v1/instances/" + DemoInstance.ID;

  @RegisterExtension static final SharedStack STACK = new SharedStack();

  @TempDir Path folder;

  private MonitoredStack monitored;
  private AlertmanagerServer alertmanager;
  private PrometheusServer prometheus;
  private AlertMessages messages;

  @BeforeEach
  void start() throws Exception {
    MonitoredStack.missing().ifPresent(reason -> abort("skipped: " + reason));
    Program program = Program.require("prometheus-alertmanager", "prometheus-alertmanager");
    monitored = STACK.get();
    monitored
        .stack()
        .api()
        .send("PATCH", INSTANCE + "/high-availability", QUICKLY_AND_AS_OFTEN_AS_NEEDED);
    messages = new AlertMessages(monitored.stack().webhookSink());
    alertmanager =
        AlertmanagerServer.start(
            program,
            Files.createDirectory(folder.resolve("alertmanager")),
            monitored.stack().endpoints().webhook(),
            monitored.stack().webhookSecretFile());
    prometheus =
        monitored.scrape(
            Files.createDirectory(folder.resolve("prometheus")),
            PrometheusPlan.alerting(LONGEST_FOR, alertmanager.url()));
  }

  @AfterEach
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (alertmanager != null) {
      alertmanager.close();
    }
  }

  @Test
  void failoversMakeExactlyTheAlertsThatTheyShould() throws Exception {
    Whole first = monitored.awaitWhole(Epoch.NONE.next());
    try {
      Whole second = aCrashAlone(first);
      Whole third = aCrashWithTheWholeNode(second);
      aBlockedFailover(third);
    } finally {
      report();
    }
  }

  /** The failover itself is no alert: it is over before one could fire. */
  private Whole aCrashAlone(Whole before) throws Exception {
    monitored.kill(before.primary());
    Whole after = monitored.awaitWhole(before.epoch().next());
    awaitQuiet();
    assertThat(messages.told()).isEmpty();
    return after;
  }

  /** The failover is over soon again; what stays is that a node and a replica are missing. */
  private Whole aCrashWithTheWholeNode(Whole before) throws Exception {
    TopologyMember lost = before.primary();
    Set<String> expected =
        Set.of(
            "team: UnderstudyServiceDown of replica-node",
            "team: UnderstudyReplicationBroken of " + lost.member());
    monitored.nodeOf(lost).kill();
    monitored.kill(lost);
    await().atMost(PATIENCE).until(() -> messages.firing().equals(expected));
    awaitQuiet();
    assertThat(messages.firing()).isEqualTo(expected);

    monitored.nodeOf(lost).start();
    Whole after = monitored.awaitWhole(before.epoch().next());
    await().atMost(PATIENCE).until(() -> messages.firing().isEmpty());
    assertThat(messages.told()).isEqualTo(expected);
    return after;
  }

  /**
   * On-call is told of the block, and of nothing else that follows from it. Then a human decides;
   * it is the third change of primary within the hour, and that is told as well.
   */
  private void aBlockedFailover(Whole before) throws Exception {
    Set<String> earlier = messages.told();
    monitored
        .stack()
        .api()
        .send("PATCH", INSTANCE + "/high-availability", Map.of("autoFailover", false));
    monitored.kill(before.primary());
    Set<String> expected = Set.of("on-call: UnderstudyFailoverBlocked of demo");
    await().atMost(PATIENCE).until(() -> !messages.firing().isEmpty());
    awaitQuiet();
    assertThat(messages.firing()).isEqualTo(expected);

    monitored.stack().api().send("POST", INSTANCE + "/switchover", Map.of("force", true));
    monitored.awaitWhole(before.epoch().next());
    Set<String> flapping = Set.of("team: UnderstudyFlapping of demo");
    await().atMost(PATIENCE).until(() -> messages.firing().equals(flapping));
    awaitQuiet();
    assertThat(messages.firing()).isEqualTo(flapping);
    Set<String> all = new TreeSet<>(earlier);
    all.addAll(expected);
    all.addAll(flapping);
    assertThat(messages.told()).isEqualTo(all);
  }

  /** Lets the rules be evaluated for long enough that whatever is due has come. */
  private void awaitQuiet() {
    double from = evaluations();
    await().atMost(PATIENCE).until(() -> evaluations() >= from + QUIET.toSeconds());
  }

  /** Rules are evaluated once a second; the time of the newest evaluation, in seconds. */
  private double evaluations() {
    return prometheus.query("max(timestamp(up))").path(0).path("value").path(1).asDouble();
  }

  private void report() throws Exception {
    RunReport report = new RunReport("alerts.md", "alert", "severity", "seconds firing", "now");
    Map<String, String> fired = new TreeMap<>();
    for (JsonNode series :
        prometheus.query(
            "sum by (alertname) (count_over_time(ALERTS{alertstate=\"firing\"}[10m]))")) {
      fired.put(series.at("/metric/alertname").asText(), series.path("value").path(1).asText());
    }
    Map<String, String> now = new TreeMap<>();
    for (JsonNode group : prometheus.rules()) {
      for (JsonNode rule : group.path("rules")) {
        now.put(rule.path("name").asText(), rule.path("state").asText());
      }
    }
    for (AlertRule rule : AlertRule.all()) {
      report.add(
          rule.name(), rule.severity(), fired.getOrDefault(rule.name(), "0"), now.get(rule.name()));
    }
    report.finish();
  }
}
