package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object in k8s/, as written and as rendered, has only fields that its kind has. */
class KubernetesObjectsTest {

  private static final String KUSTOMIZATION = "kustomization.yaml";
  private static final Path GRAFANA = Checkout.HOME.resolve("grafana");
  private static final Path PROMETHEUS = Checkout.HOME.resolve("prometheus");
  private static final Path ALERTMANAGER = Checkout.HOME.resolve("docker/alertmanager");

  static Stream<Path> files() {
    return Checkout.filesBelow(Checkout.K8S, ".yaml").stream()
        .filter(file -> !file.endsWith(KUSTOMIZATION))
        .map(Checkout.K8S::relativize);
  }

  @ParameterizedTest
  @MethodSource("files")
  void isStrictlyValid(Path file) {
    check(Checkout.documents(Checkout.text(Checkout.K8S.resolve(file))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void isStrictlyValidWhenRendered(String overlay) throws Exception {
    check(Overlay.render(overlay).objects());
  }

  private static void check(List<JsonNode> objects) {
    assertThat(objects).isNotEmpty();
    for (JsonNode object : objects) {
      String what = StrictModel.name(object) + " " + Overlay.name(object);
      assertThat(Overlay.name(object)).as(what).isNotEmpty();
      assertThat(StrictModel.knows(object)).as("%s is of a known kind", what).isTrue();
      assertThatCode(() -> StrictModel.read(object)).as(what).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: x}
        spec: {template: {spec: {containers: [{name: x, missPelled: {}}]}}}
        """,
        """
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaNodePool
        metadata: {name: x}
        spec: {template: {pod: {missPelled: []}}}
        """,
        """
        apiVersion: kafka.strimzi.io/v1
        kind: Kafka
        metadata: {name: x}
        spec: {kafka: {listeners: [{name: plain, missPelled: 9092}]}}
        """
      })
  void aMisspelledFieldWouldBeFound(String text) {
    JsonNode misspelled = Checkout.documents(text).get(0);

    assertThatThrownBy(() -> StrictModel.read(misspelled))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("missPelled");
  }

  @Test
  void strimzisKafkaHasBrokersAndAListener() throws Exception {
    Overlay production = Overlay.render("production");
    JsonNode kafka = production.kind("Kafka").findFirst().orElseThrow();
    JsonNode pool = production.kind("KafkaNodePool").findFirst().orElseThrow();

    assertThat(pool.at("/metadata/labels").get("strimzi.io/cluster").asText())
        .isEqualTo(Overlay.name(kafka));
    assertThat(Json.items(pool.at("/spec/roles")).map(JsonNode::asText))
        .containsExactlyInAnyOrder("broker", "controller");
    assertThat(pool.at("/spec/replicas").asInt()).isGreaterThanOrEqualTo(3);
    JsonNode zones = pool.at("/spec/template/pod/topologySpreadConstraints/0");
    assertThat(zones.path("topologyKey").asText())
        .isEqualTo(kafka.at("/spec/kafka/rack/topologyKey").asText())
        .endsWith("/zone");
    assertThat(zones.path("whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
    assertThat(zones.at("/labelSelector/matchLabels").get("strimzi.io/pool-name").asText())
        .isEqualTo(Overlay.name(pool));
    assertThat(kafka.at("/spec/kafka/listeners/0/port").asInt()).isEqualTo(9092);
    assertThat(kafka.at("/spec/kafka/config").get("min.insync.replicas").asInt()).isEqualTo(2);
    assertThat(production.bus().get("KAFKA_BOOTSTRAP_SERVERS"))
        .isEqualTo(Overlay.name(kafka) + "-kafka-bootstrap:9092");
  }

  @Test
  void everyFileIsUsedAndEveryUsedFileExists() {
    List<Path> folders = List.of(Checkout.K8S, GRAFANA, PROMETHEUS, ALERTMANAGER);
    List<Path> used =
        folders.stream()
            .flatMap(folder -> Checkout.filesBelow(folder, KUSTOMIZATION).stream())
            .flatMap(KubernetesObjectsTest::used)
            .toList();

    assertThat(used).hasSizeGreaterThan(20).allSatisfy(path -> assertThat(path).exists());
    assertThat(used).containsAll(files().map(Checkout.K8S::resolve).toList());
    assertThat(used).containsAll(Checkout.filesBelow(GRAFANA.resolve("dashboards"), ".json"));
    assertThat(used).containsAll(Checkout.filesBelow(PROMETHEUS.resolve("rules"), ".yml"));
  }

  private static Stream<Path> used(Path file) {
    JsonNode kustomization = Checkout.yaml(file);
    Stream<JsonNode> parts =
        Stream.of("resources", "components").flatMap(list -> Json.items(kustomization.path(list)));
    Stream<JsonNode> patches =
        Json.items(kustomization.path("patches")).map(patch -> patch.path("path"));
    Stream<JsonNode> contents =
        Json.items(kustomization.path("configMapGenerator"))
            .flatMap(map -> Json.items(map.path("files")));
    return Stream.of(parts, patches, contents)
        .flatMap(paths -> paths)
        .map(path -> file.getParent().resolve(path.asText()).normalize());
  }

  @Test
  void thePrometheusRuleIsPrometheusRules() {
    List<JsonNode> groups =
        Checkout.filesBelow(PROMETHEUS.resolve("rules"), ".yml").stream()
            .flatMap(file -> Json.items(Checkout.yaml(file).path("groups")))
            .toList();
    JsonNode rule =
        Checkout.yaml(Checkout.K8S.resolve("components/monitoring/prometheus-rule.yaml"));

    assertThat(groups).isNotEmpty();
    assertThat(Json.items(rule.at("/spec/groups")).toList())
        .as("run k8s/components/monitoring/make-rules")
        .isEqualTo(groups);
  }
}
