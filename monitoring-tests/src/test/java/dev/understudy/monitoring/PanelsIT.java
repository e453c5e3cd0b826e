package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.demo.DemoInstance;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.monitoring.Dashboard.Panel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a real stack in which a primary was changed: every panel has something
 * to show, every rule can be evaluated, and none is alarmed. What each panel showed is left in
 * {@code target/panels.md}.
 *
 * <p>Grafana itself takes no part: it is in no package of Debian's.
 */
@Timeout(300)
class PanelsIT {

  private static final Duration BACK = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Every rate spans at least two scrapes that came after the change of primary. */
  private static final String SETTLED =
      "count(count_over_time(up[10s]) >= 8) == count(up) and min(up) == 1"
          + " and max(understudy_epoch offset 10s) == 2";

  @TempDir static Path folder;

  private static MonitoredStack monitored;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    if (MonitoredStack.missing().isPresent()) {
      return;
    }
    monitored = MonitoredStack.start(HighAvailability.DEFAULT);
    prometheus = monitored.scrape(folder, PrometheusPlan.PLAIN);
    Whole first = monitored.awaitWhole(Epoch.NONE.next());
    monitored
        .stack()
        .api()
        .switchover(DemoInstance.ID.value(), first.replicas().get(0).member().value());
    monitored.awaitWhole(first.epoch().next());
    await().atMost(MonitoredStack.PATIENCE).until(() -> !prometheus.query(SETTLED).isEmpty());
  }

  /** Before each test, so that the report has a reason for each that is skipped. */
  @BeforeEach
  void requireAllParts() {
    MonitoredStack.missing().ifPresent(reason -> abort("skipped: " + reason));
  }

  @AfterAll
  static void stop() {
    if (monitored != null) {
      monitored.close();
    }
  }

  @Test
  void everyPanelHasSomethingToShow() throws Exception {
    Map<String, String> values = Variables.of(DemoInstance.ID.value());
    ExpectedEmpty expected = new ExpectedEmpty();
    RunReport report =
        new RunReport("panels.md", "dashboard", "panel", "series", "last value", "unit");
    List<String> empty = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Panel panel : dashboard.panels()) {
        for (String expression : panel.expressions()) {
          JsonNode series = prometheus.queryRange(Expressions.fill(expression, values), BACK, STEP);
          Optional<String> reason = expected.reason(panel, expression);
          Optional<String> last = last(series);
          if (last.isEmpty() && reason.isEmpty()) {
            empty.add(panel + "\n    " + expression);
          }
          report.add(
              dashboard.uid(),
              panel.title(),
              Integer.toString(series.size()),
              last.orElse("expected empty: " + reason.orElse("NO, it should not be")),
              panel.unit());
        }
      }
    }
    report.finish();
    assertThat(empty).as("panels without data; see " + report.file()).isEmpty();
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
    assertThat(seen).hasSameSizeAs(AlertRule.all()).doesNotContainValue("firing");
  }

  /** The last value of the first series that has a number. */
  private static Optional<String> last(JsonNode series) {
    for (JsonNode each : series) {
      JsonNode values = each.path("values");
      for (int i = values.size() - 1; i >= 0; i--) {
        String value = values.path(i).path(1).asText();
        if (!value.equals("NaN")) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }
}
