package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alert says what a person who is woken by it needs, and leads to a page that exists. */
class AlertRulesTest {

  private static final Set<String> SEVERITIES = Set.of("critical", "warning");
  private static final String INDEX = "README.md";

  /** Told by the orchestrator and the notifier alone: no rule is about it. */
  private static final Set<String> OF_OUR_OWN =
      Set.of("UnderstudyLowMemoryHeadroom.md", "UnderstudyDataQuarantined.md");

  static List<AlertRule> alerts() {
    return AlertRule.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatItIsAbout(AlertRule alert) {
    assertThat(alert.name()).matches("Understudy[A-Z][A-Za-z]+");
    assertThat(alert.severity()).isIn(SEVERITIES);
    assertThat(alert.summary()).isNotBlank().hasSizeLessThan(100).doesNotEndWith(".");
    assertThat(alert.description()).isNotBlank().endsWith(".");
    assertThat(alert.runbook()).isEqualTo("docs/runbooks/" + alert.name() + ".md");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void hasARunbook(AlertRule alert) {
    Path runbook = Checkout.HOME.resolve(alert.runbook());
    assertThat(runbook).isRegularFile();
    assertThat(Checkout.text(runbook))
        .startsWith("# " + alert.name() + "\n\nSeverity: " + alert.severity() + ".")
        .containsSubsequence("\n## What it means\n", "\n## How to look\n", "\n## What to do\n");
    assertThat(Checkout.text(Checkout.RUNBOOKS.resolve(INDEX)))
        .contains("| [%1$s](%1$s.md) | %2$s |".formatted(alert.name(), alert.severity()));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void asksOnlyForMetricsThatThereAre(AlertRule alert) {
    KnownMetrics known = new KnownMetrics();
    assertThat(Expressions.metrics(alert.expression())).isNotEmpty().allMatch(known::has);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void isTestedToFireAndNotTo(AlertRule alert) {
    JsonNode tests =
        Checkout.yaml(Checkout.PROMETHEUS.resolve("tests").resolve(alert.file())).path("tests");
    Set<Boolean> fires = new HashSet<>();
    for (JsonNode test : tests) {
      for (JsonNode each : test.path("alert_rule_test")) {
        if (each.path("alertname").asText().equals(alert.name())) {
          fires.add(!each.path("exp_alerts").isEmpty());
        }
      }
    }
    assertThat(fires).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void everyRunbookBelongsToAnAlert() {
    Set<String> names =
        AlertRule.all().stream()
            .map(alert -> alert.name() + ".md")
            .collect(Collectors.toCollection(HashSet::new));
    names.addAll(OF_OUR_OWN);
    assertThat(Checkout.files(Checkout.RUNBOOKS, ".md"))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals(INDEX))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyExcuseForAnAlertThatFindsNothingBelongsToOne() {
    for (JsonNode entry : new ExpectedEmpty().alerts()) {
      assertThat(entry.path("reason").asText()).as(entry.toString()).isNotBlank();
      assertThat(alerts())
          .as(entry.toString())
          .anyMatch(alert -> ExpectedEmpty.concerns(entry, alert));
    }
    for (JsonNode entry : new ExpectedEmpty().selectors()) {
      assertThat(entry.path("reason").asText()).as(entry.toString()).isNotBlank();
      assertThat(alerts().stream().map(AlertRule::expression).map(Expressions::selectors))
          .as(entry.toString())
          .anySatisfy(
              selectors ->
                  assertThat(selectors).anyMatch(each -> ExpectedEmpty.concerns(entry, each)));
    }
  }

  @Test
  void noTwoAlertsHaveTheSameName() {
    assertThat(AlertRule.all()).extracting(AlertRule::name).doesNotHaveDuplicates();
  }
}
