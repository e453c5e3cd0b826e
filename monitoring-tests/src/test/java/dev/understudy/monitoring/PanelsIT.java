package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.localstack.api.NewInstance;
import dev.understudy.localstack.demo.InstanceWatch;
import dev.understudy.localstack.demo.InstanceWatch.Whole;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StackProgress;
import dev.understudy.monitoring.Dashboard.Panel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * to show, every rule can be evaluated, and none is alarmed. What each panel and alert showed is
 * left in {@code target/panels.md}.
 *
 * <p>Grafana itself takes no part: it is in no package of Debian's.
 */
@Timeout(300)
class PanelsIT {

  private static final InstanceId INSTANCE = InstanceId.of("demo");
  private static final int REPLICAS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BACK = Duration.ofMinutes(3);
  private static final Duration STEP = Duration.ofSeconds(2);

  /** Every rate spans at least two scrapes that came after the change of primary. */
  private static final String SETTLED =
      "count(count_over_time(up[10s]) >= 8) == count(up) and min(up) == 1"
          + " and max(understudy_epoch offset 10s) == 2";

  /**
   * A new instance begins with full copies, of which the rule makes more by extrapolation; whether
   * Prometheus was there before them is chance.
   */
  private static final String FIRST_COPIES = "UnderstudyFullResyncs";

  private static final Path REPORT = Path.of("target", "panels.md");

  @TempDir static Path folder;

  private static LocalStack stack;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    if (missing().isPresent()) {
      return;
    }
    Program program = Program.find("prometheus").orElseThrow();
    stack =
        LocalStack.start(StackPlan.in(Path.of("target", "stack")).build(), StackProgress.SILENT);
    prometheus = PrometheusServer.start(program, folder, stack.services());
    changePrimary();
    await().atMost(PATIENCE).until(() -> !prometheus.query(SETTLED).isEmpty());
  }

  /** Before each test, so that the report has a reason for each that is skipped. */
  @BeforeEach
  void requireAllParts() {
    missing().ifPresent(reason -> abort("skipped: " + reason));
  }

  private static Optional<String> missing() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.of(
          "the nodes' addresses 127.0.1.1 to 127.0.1.3 are there by themselves only on Linux");
    }
    if (Program.find("prometheus").isEmpty()) {
      return Optional.of("there is no prometheus on the PATH (Debian's package prometheus)");
    }
    return Optional.empty();
  }

  private static void changePrimary() throws Exception {
    int port = stack.endpoints().demoPort();
    NewInstance wanted =
        new NewInstance(
            INSTANCE.value(),
            REPLICAS,
            "nano",
            port,
            stack.applicationPassword(),
            HighAvailability.DEFAULT);
    stack.api().ensure(wanted, PATIENCE);
    InstanceWatch watch = new InstanceWatch(stack.events(), INSTANCE, REPLICAS + 1);
    Whole first = watch.awaitWhole(Epoch.NONE.next(), PATIENCE);
    await()
        .atMost(PATIENCE)
        .until(() -> !prometheus.query("understudy_epoch == 1 and on () min(up) == 1").isEmpty());
    stack.api().switchover(INSTANCE.value(), first.replicas().get(0).member().value());
    watch.awaitWhole(first.epoch().next(), PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void everyPanelHasSomethingToShow() throws Exception {
    Map<String, String> values = Variables.of(INSTANCE.value());
    ExpectedEmpty expected = new ExpectedEmpty();
    List<String> empty = new ArrayList<>();
    Map<String, String> seen = new TreeMap<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Panel panel : dashboard.panels()) {
        for (String expression : panel.expressions()) {
          JsonNode series = prometheus.queryRange(Expressions.fill(expression, values), BACK, STEP);
          String last = last(series);
          boolean excused = expected.reason(panel, expression).isPresent();
          if (last.isEmpty() && !excused) {
            empty.add(panel + "\n    " + expression);
          }
          seen.put(
              panel + " | `" + expression.replace("|", "\\|") + "`",
              last.isEmpty() ? "none: " + expected.reason(panel, expression).orElse("?") : last);
        }
      }
    }
    report("panel | query | series, last value", seen);
    assertThat(empty).as("panels without data; see " + REPORT.toAbsolutePath()).isEmpty();
  }

  @Test
  void annotationsAndVariablesHaveSomethingToShow() {
    Map<String, String> values = Variables.of(INSTANCE.value());
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

  @Test
  void noRuleIsBrokenAndNoneIsAlarmed() throws Exception {
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
    report("alert | state", seen);
    assertThat(seen).hasSameSizeAs(AlertRule.all());
    seen.remove(FIRST_COPIES);
    assertThat(seen).doesNotContainValue("firing");
  }

  /** How many series, and the last value of the first that is a number; empty if none is. */
  private static String last(JsonNode series) {
    for (JsonNode each : series) {
      JsonNode values = each.path("values");
      for (int i = values.size() - 1; i >= 0; i--) {
        String value = values.path(i).path(1).asText();
        if (!value.equals("NaN")) {
          return series.size() + ", " + value;
        }
      }
    }
    return "";
  }

  private static void report(String heading, Map<String, String> lines) throws Exception {
    StringBuilder text = new StringBuilder("| " + heading + " |\n");
    text.append("|---".repeat(heading.split("\\|").length)).append("|\n");
    lines.forEach((what, value) -> text.append("| %s | %s |\n".formatted(what, value)));
    Files.createDirectories(REPORT.getParent());
    Path file = heading.startsWith("panel") ? REPORT : REPORT.resolveSibling("alerts.md");
    Files.writeString(file, text);
  }
}
