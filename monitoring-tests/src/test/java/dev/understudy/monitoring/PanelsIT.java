package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.monitoring.Dashboard.Panel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a real stack in which a primary was changed: every panel has something
 * to show, every rule finds what it asks for, and none is alarmed. What each panel showed and each
 * alert came to is left in {@code target/panels.md} and {@code target/expressions.md}.
 *
 * <p>Grafana itself takes no part: it is in no package of Debian's.
 */
@Order(1)
@Timeout(300)
class PanelsIT {

  private static final Duration BACK = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Every rate spans at least two scrapes that came after the change of primary. */
  private static final String SETTLED =
      "count(count_over_time(up[10s]) >= 8) == count(up) and min(up) == 1"
          + " and max(understudy_epoch offset 10s) == %s";

  /** Of a primary that no vantage ever saw, nobody knows how long it was away. */
  private static final String PROBED = "max(redis_connected_slaves) == 2";

  private static final String OUTAGE = "understudy_failover_outage_seconds";

  private static final int MOST_CHANGES = 5;

  @RegisterExtension static final SharedStack STACK = new SharedStack();

  @TempDir static Path folder;

  private static MonitoredStack monitored;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    if (MonitoredStack.missing().isPresent()) {
      return;
    }
    monitored = STACK.get();
    Whole whole = monitored.awaitWhole(Epoch.NONE.next());
    watchAChange(whole);
    for (int i = 1; i < MOST_CHANGES && prometheus.query(OUTAGE).isEmpty(); i++) {
      prometheus.close();
      whole = monitored.awaitWhole(whole.epoch().next());
      watchAChange(whole);
    }
  }

  /**
   * A new Prometheus sees one change of primary. A planned one may be over before a vantage has
   * seen the new primary: then no outage is known.
   */
  private static void watchAChange(Whole before) throws Exception {
    Path own = Files.createDirectory(folder.resolve("at-epoch-" + before.epoch()));
    prometheus = monitored.scrape(own, PrometheusPlan.PLAIN);
    await().atMost(MonitoredStack.PATIENCE).until(() -> !prometheus.query(PROBED).isEmpty());
    monitored
        .stack()
        .api()
        .switchover(DemoInstance.ID.value(), before.replicas().get(0).member().value());
    String settled = SETTLED.formatted(monitored.awaitWhole(before.epoch().next()).epoch());
    await().atMost(MonitoredStack.PATIENCE).until(() -> !prometheus.query(settled).isEmpty());
  }

  /** Before each test, so that the report has a reason for each that is skipped. */
  @BeforeEach
  void requireAllParts() {
    MonitoredStack.missing().ifPresent(reason -> abort("skipped: " + reason));
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @Test
  void everyPanelHasSomethingToShow() throws Exception {
    Map<String, String> values = Variables.of(DemoInstance.ID.value());
    ExpectedEmpty expected = new ExpectedEmpty();
    Findings findings = new Findings();
    RunReport report =
        new RunReport("panels.md", "dashboard", "panel", "series", "last value", "unit");
    for (Dashboard dashboard : Dashboard.all()) {
      for (Panel panel : dashboard.panels()) {
        for (String expression : panel.expressions()) {
          JsonNode series = prometheus.queryRange(Expressions.fill(expression, values), BACK, STEP);
          String last =
              findings.judge(
                  panel + "\n    " + expression, series, expected.reason(panel, expression));
          report.add(
              dashboard.uid(), panel.title(), Integer.toString(series.size()), last, panel.unit());
        }
      }
    }
    report.finish();
    assertThat(findings.wrong()).as("see " + report.file()).isEmpty();
  }

  /** Of what an alert selects as well: with a name or a label that is wrong it would never fire. */
  @Test
  void everyAlertFindsWhatItAsksForAndNothingIsWrong() throws Exception {
    ExpectedEmpty expected = new ExpectedEmpty();
    Findings findings = new Findings();
    Map<String, String> states = states();
    RunReport report =
        new RunReport("expressions.md", "alert", "state", "series", "value", "query");
    for (AlertRule alert : AlertRule.all()) {
      JsonNode series = prometheus.query(alert.expression());
      report.add(
          alert.name(),
          states.get(alert.name()),
          Integer.toString(series.size()),
          findings.judge(alert.name(), series, expected.reason(alert)),
          "all of it");
      for (String selector : Expressions.selectors(alert.expression())) {
        JsonNode selected = prometheus.query(selector);
        report.add(
            alert.name(),
            "",
            Integer.toString(selected.size()),
            findings.judge(alert.name() + ": " + selector, selected, expected.reason(selector)),
            selector);
      }
    }
    report.finish();
    assertThat(findings.wrong()).as("see " + report.file()).isEmpty();
  }

  @Test
  void annotationsAndVariablesHaveSomethingToShow() {
    Map<String, String> values = Variables.of(DemoInstance.ID.value());
    for (Dashboard dashboard : Dashboard.all()) {
      for (String annotation : dashboard.annotations()) {
        assertThat(prometheus.queryRange(Expressions.fill(annotation, values), BACK, STEP))
            .as(annotation)
            .isNotEmpty();
      }
      for (String query : dashboard.variableQueries()) {
        String asGroup =
            query.replaceFirst("label_values\\((.+), *(\\w+)\\)", "group by ($2) ($1)");
        assertThat(prometheus.query(Expressions.fill(asGroup, values))).as(query).isNotEmpty();
      }
    }
  }

  /** Ours, of every service: Kafka's own are missing where they would cost too much. */
  @Test
  void everyServiceShowsHowFarItIsBehind() {
    int services = monitored.stack().services().size();
    String all = "count(count by (job, instance) (understudy_consumer_lag_records)) == " + services;
    await().atMost(MonitoredStack.PATIENCE).until(() -> !prometheus.query(all).isEmpty());
    assertThat(prometheus.query("min_over_time(understudy_consumer_lag_records[10s]) > 0"))
        .as("those that are")
        .isEmpty();
  }

  @Test
  void noRuleIsBrokenAndNoneIsAlarmed() {
    assertThat(states()).hasSameSizeAs(AlertRule.all()).doesNotContainValue("firing");
  }

  /** What state each rule is in; all of them could be evaluated. */
  private static Map<String, String> states() {
    Map<String, String> seen = new TreeMap<>();
    for (JsonNode group : prometheus.rules()) {
      for (JsonNode rule : group.path("rules")) {
        String name = rule.path("name").asText();
        assertThat(rule.path("health").asText())
            .as(name + ": " + rule.path("lastError").asText())
            .isEqualTo("ok");
        seen.put(name, rule.path("state").asText());
      }
    }
    return seen;
  }
}
