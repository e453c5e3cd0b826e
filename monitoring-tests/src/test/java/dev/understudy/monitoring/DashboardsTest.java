package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.monitoring.Dashboard.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every panel explains itself and asks for something that exists. */
class DashboardsTest {

  private static final String DATASOURCE = "${datasource}";
  private static final int COLUMNS = 24;
  private static final Pattern VARIABLE = Pattern.compile("\\$(?!__)(\\w+)");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), *([a-z_]+)\\)");

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  static List<Panel> panels() {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream()).toList();
  }

  @Test
  void theFourOfThemKeepTheirAddresses() {
    assertThat(Dashboard.all())
        .extracting(Dashboard::uid)
        .containsExactlyInAnyOrder(
            "understudy-fleet",
            "understudy-instance",
            "understudy-failover",
            "understudy-services");
  }

  @ParameterizedTest
  @MethodSource("panels")
  void explainsItself(Panel panel) {
    assertThat(panel.title()).isNotBlank();
    assertThat(panel.description()).as("description").isNotBlank().endsWith(".");
    assertThat(panel.unit()).as("unit").isNotBlank();
    assertThat(panel.json().at("/datasource/uid").asText()).isEqualTo(DATASOURCE);
  }

  @ParameterizedTest
  @MethodSource("panels")
  void asksOnlyForMetricsThatThereAre(Panel panel) {
    KnownMetrics known = new KnownMetrics();
    assertThat(panel.expressions()).isNotEmpty().hasSameSizeAs(panel.json().path("targets"));
    assertThat(panel.expressions())
        .allSatisfy(
            each -> assertThat(Expressions.metrics(each)).isNotEmpty().allMatch(known::has));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void annotationsAndVariablesAskForMetricsThatThereAre(Dashboard dashboard) {
    KnownMetrics known = new KnownMetrics();
    assertThat(dashboard.annotations())
        .allSatisfy(each -> assertThat(Expressions.metrics(each)).allMatch(known::has));
    assertThat(dashboard.variableQueries())
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each).matches(LABEL_VALUES);
              String selector = LABEL_VALUES.matcher(each).replaceFirst("$1");
              assertThat(Expressions.metrics(selector)).hasSize(1).allMatch(known::has);
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void usesNoVariableThatItDoesNotHave(Dashboard dashboard) {
    Set<String> used =
        dashboard
            .expressions()
            .flatMap(each -> VARIABLE.matcher(each).results())
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());
    assertThat(dashboard.variableNames()).contains("datasource").containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsHaveIdsOfTheirOwnAndDoNotOverlap(Dashboard dashboard) {
    List<Integer> ids = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (JsonNode panel : dashboard.json().path("panels")) {
      ids.add(panel.path("id").asInt());
      cells.addAll(cells(panel.path("gridPos")));
    }
    assertThat(ids).doesNotHaveDuplicates().doesNotContain(0);
    assertThat(cells).doesNotHaveDuplicates();
  }

  private static List<String> cells(JsonNode place) {
    Map<String, Integer> at =
        Map.of(
            "x", place.path("x").asInt(),
            "y", place.path("y").asInt(),
            "w", place.path("w").asInt(),
            "h", place.path("h").asInt());
    assertThat(at.get("x") + at.get("w")).isLessThanOrEqualTo(COLUMNS);
    List<String> cells = new ArrayList<>();
    for (int x = at.get("x"); x < at.get("x") + at.get("w"); x++) {
      for (int y = at.get("y"); y < at.get("y") + at.get("h"); y++) {
        cells.add(x + "," + y);
      }
    }
    return cells;
  }

  @Test
  void everyExcuseForAnEmptyPanelBelongsToOne() {
    for (JsonNode entry : new ExpectedEmpty().panels()) {
      assertThat(entry.path("reason").asText()).isNotBlank();
      assertThat(panels())
          .as(entry.toString())
          .anySatisfy(
              panel ->
                  assertThat(panel.expressions())
                      .anyMatch(each -> ExpectedEmpty.concerns(entry, panel, each)));
    }
  }

  @Test
  void grafanaIsToldWhereTheyAre() {
    JsonNode source =
        Checkout.yaml(Checkout.HOME.resolve("grafana/provisioning/datasources/prometheus.yml"))
            .at("/datasources/0");
    JsonNode provider =
        Checkout.yaml(Checkout.HOME.resolve("grafana/provisioning/dashboards/understudy.yml"))
            .at("/providers/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(provider.path("type").asText()).isEqualTo("file");
    assertThat(provider.at("/options/path").asText()).isNotBlank();
    assertThat(Dashboard.all())
        .allSatisfy(
            dashboard ->
                assertThat(dashboard.json().at("/templating/list/0/current/value").asText())
                    .isEqualTo(source.path("uid").asText()));
  }
}
