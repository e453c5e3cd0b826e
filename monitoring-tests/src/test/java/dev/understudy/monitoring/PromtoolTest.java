package dev.understudy.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus' and Alertmanager's own tools say. */
class PromtoolTest {

  @ParameterizedTest
  @MethodSource("configurationsOfPrometheus")
  void theConfigurationIsValid(Path file) throws Exception {
    passes(promtool(), List.of("check", "config"), List.of(Checkout.HOME.resolve(file)));
  }

  static Stream<Path> configurationsOfPrometheus() {
    return configurations("prometheus.yml", "scrape_configs");
  }

  @Test
  void theRulesAreValid() throws Exception {
    passes(
        promtool(),
        List.of("check", "rules", "--lint-fatal"),
        Checkout.files(Checkout.PROMETHEUS.resolve("rules"), ".yml"));
  }

  static List<Path> unitTests() {
    return Checkout.files(Checkout.PROMETHEUS.resolve("tests"), ".yml");
  }

  @ParameterizedTest
  @MethodSource("unitTests")
  void everyAlertFiresWhenItShouldAndOnlyThen(Path file) throws Exception {
    passes(promtool(), List.of("test", "rules"), List.of(file));
  }

  @ParameterizedTest
  @MethodSource("configurationsOfAlertmanager")
  void theConfigurationOfAlertmanagerIsValid(Path file) throws Exception {
    Program amtool = Program.require("amtool", "prometheus-alertmanager");
    passes(amtool, List.of("check-config"), List.of(Checkout.HOME.resolve(file)));
  }

  static Stream<Path> configurationsOfAlertmanager() {
    return configurations("alertmanager.yml", "receivers");
  }

  @Test
  void everyConfigurationIsChecked() {
    assertThat(configurationsOfPrometheus())
        .contains(Path.of("prometheus/prometheus.yml"), Path.of("k8s/overlays/dev/prometheus.yml"));
    assertThat(configurationsOfAlertmanager())
        .contains(
            Path.of("prometheus/alertmanager.yml"),
            Path.of("docker/alertmanager/alertmanager.yml"));
  }

  /** All of that name with that part: lists of targets and the like have the same names. */
  private static Stream<Path> configurations(String name, String part) {
    return Stream.of("prometheus", "docker", "k8s")
        .flatMap(folder -> Checkout.filesBelow(Checkout.HOME.resolve(folder)).stream())
        .filter(file -> file.endsWith(name) && Checkout.yaml(file).has(part))
        .map(Checkout.HOME::relativize);
  }

  /** As rules, since promtool checks no other expressions. */
  @Test
  void everyExpressionOfTheDashboardsIsValid(@TempDir Path folder) throws Exception {
    Program promtool = promtool();
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode file = yaml.createObjectNode();
    ObjectNode group = file.putArray("groups").addObject().put("name", "dashboards");
    ArrayNode rules = group.putArray("rules");
    List<String> expressions = Dashboard.all().stream().flatMap(Dashboard::expressions).toList();
    for (String expression : expressions) {
      rules
          .addObject()
          .put("record", "expression_" + rules.size())
          .put("expr", Expressions.fill(expression, Variables.ANYTHING));
    }
    assertThat(expressions).hasSizeGreaterThan(50);
    Path path = folder.resolve("dashboards.yml");
    yaml.writeValue(path.toFile(), file);
    passes(promtool, List.of("check", "rules"), List.of(path));
  }

  @Test
  void theToolTellsAFalseRule(@TempDir Path folder) throws Exception {
    Program promtool = promtool();
    Path path = folder.resolve("false.yml");
    new YAMLMapper()
        .writeValue(
            path.toFile(),
            Map.of(
                "groups",
                List.of(
                    Map.of(
                        "name", "x", "rules", List.of(Map.of("alert", "X", "expr", "rate(up)"))))));
    Program.Result result = promtool.run(folder, List.of("check", "rules", path.toString()));
    assertThat(result.status()).as(result.output()).isNotZero();
  }

  private static Program promtool() {
    return Program.require("promtool", "prometheus");
  }

  private static void passes(Program program, List<String> arguments)
      throws IOException, InterruptedException {
    passes(program, arguments, List.of());
  }

  private static void passes(Program program, List<String> arguments, List<Path> files)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(arguments);
    files.forEach(file -> all.add(file.toString()));
    Program.Result result = program.run(Checkout.PROMETHEUS, all);
    assertThat(result.status()).as("%s %s:%n%s", program, all, result.output()).isZero();
  }
}
