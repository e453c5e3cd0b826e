package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What compose runs and the dev overlay runs, too, is the same, reached at the same ports. */
class SameServicesTest {

  /** Neither a version of an image, nor Kafka's controllers, who talk among themselves. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<!@)\\b(kafka|mail|sink|prometheus|alertmanager|grafana):(\\d+)(?![.\\d])");

  private final Compose compose = Compose.main();

  private Overlay dev;

  @BeforeEach
  void render() throws Exception {
    dev = Overlay.render("dev");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "mail",
        "sink",
        "prometheus",
        "alertmanager",
        "grafana",
        "load",
        "demo-instance"
      })
  void isTheSameImage(String name) {
    assertThat(container(name).path("image").asText())
        .isEqualTo(compose.service(name).path("image").asText());
  }

  /** What a service listens at has the same number inside and outside of its pod. */
  @ParameterizedTest
  @ValueSource(strings = {"kafka", "mail", "sink", "prometheus", "alertmanager", "grafana"})
  void listensAtTheSamePorts(String name) {
    Set<String> served = served(name);
    assertThat(served).isNotEmpty().containsAll(published(name));
    assertThat(
            Json.items(container(name).path("ports"))
                .map(port -> port.path("containerPort").asText() + "/TCP"))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void namesAreAskedForAtTheSamePorts() {
    assertThat(served("dns")).isEqualTo(published("bind")).hasSize(2);
    assertThat(Json.items(service("dns").at("/spec/ports")).map(port -> port.path("targetPort")))
        .extracting(JsonNode::asText)
        .containsOnly(
            Overlay.environment(container("dns-updater")).get("UNDERSTUDY_DNS_EMBEDDED_PORT"));
  }

  /** Compose tells no ports but those of this machine: others know them by address. */
  @Test
  void whereverSomebodyIsAddressedSomebodyListens() {
    List<MatchResult> addresses =
        Stream.of("docker-compose.yml", "docker", "grafana/provisioning", "k8s/overlays/dev")
            .flatMap(path -> Checkout.filesBelow(Checkout.HOME.resolve(path), "").stream())
            .filter(file -> file.toString().matches(".*\\.ya?ml"))
            .flatMap(file -> ADDRESS.matcher(Checkout.text(file)).results())
            .toList();

    assertThat(addresses.stream().map(address -> address.group(1)))
        .contains("kafka", "mail", "sink", "prometheus", "alertmanager");
    assertThat(addresses)
        .allSatisfy(
            address ->
                assertThat(served(address.group(1)))
                    .as(address.group())
                    .contains(address.group(2) + "/TCP"));
  }

  @Test
  void kafkaIsSetUpTheSame() {
    Map<String, String> there = new TreeMap<>(Overlay.environment(container("kafka")));
    Map<String, String> here = new TreeMap<>(Compose.environment(compose.service("kafka")));

    assertThat(there.keySet()).isEqualTo(here.keySet());
    // The folder within the volume, and the quorum of one's way to itself.
    for (String own : List.of("KAFKA_LOG_DIRS", "KAFKA_CONTROLLER_QUORUM_VOTERS")) {
      there.remove(own);
      here.remove(own);
    }
    assertThat(there).isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifier", "grafana", "load"})
  void isToldTheSame(String name) {
    Map<String, String> here = new TreeMap<>(Compose.environment(compose.service(name)));
    // There it is in a ConfigMap.
    here.remove("KAFKA_BOOTSTRAP_SERVERS");
    assertThat(Overlay.environment(container(name))).isNotEmpty().isEqualTo(here);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sink", "prometheus", "alertmanager", "demo-instance"})
  void isStartedTheSame(String name) {
    Stream<String> here =
        Json.items(compose.service(name).path("command"))
            .map(JsonNode::asText)
            // Either of two; there one address for both.
            .map(word -> word.replace("failover-orchestrator-1:", "failover-orchestrator:"));
    assertThat(words(Json.items(container(name).path("args")).map(JsonNode::asText)))
        .isNotEmpty()
        .isEqualTo(words(here));
  }

  /** How long Prometheus keeps what it scraped is a matter of space. */
  private static List<String> words(Stream<String> words) {
    return words.filter(word -> !word.startsWith("--storage.tsdb.retention.time=")).toList();
  }

  @Test
  void prometheusScrapesTheSame() {
    JsonNode here = Checkout.yaml(Checkout.HOME.resolve("prometheus/prometheus.yml"));
    JsonNode there = Checkout.yaml(Checkout.K8S.resolve("overlays/dev/prometheus.yml"));

    assertThat(there.path("global")).isEqualTo(here.path("global"));
    assertThat(jobs(there)).isNotEmpty().isEqualTo(jobs(here));
    for (JsonNode job : there.path("scrape_configs")) {
      JsonNode pods = job.path("dns_sd_configs").path(0);
      String service = job.path("job_name").asText() + "-pods";
      assertThat(Json.items(pods.path("names")).map(JsonNode::asText)).containsExactly(service);
      assertThat(served(service)).containsExactly(pods.path("port").asText() + "/TCP");
    }
  }

  private static Set<String> jobs(JsonNode config) {
    return Json.items(config.path("scrape_configs"))
        .map(job -> job.path("job_name").asText() + job.path("metrics_path").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private JsonNode container(String workload) {
    return Overlay.pod(dev.workload(workload)).at("/containers/0");
  }

  private JsonNode service(String name) {
    return dev.kind("Service").filter(s -> Overlay.name(s).equals(name)).findFirst().orElseThrow();
  }

  /** The ports of a Service of the overlay, {@code 53/UDP} and the like. */
  private Set<String> served(String name) {
    return Json.items(service(name).at("/spec/ports"))
        .map(port -> port.path("port").asText() + "/" + port.path("protocol").asText("TCP"))
        .collect(Collectors.toSet());
  }

  /** The ports of a container that compose opens to this machine. */
  private Set<String> published(String name) {
    return Json.items(compose.service(name).path("ports"))
        .map(JsonNode::asText)
        .map(port -> port.substring(port.lastIndexOf(':') + 1).toUpperCase(Locale.ROOT))
        .map(port -> port.contains("/") ? port : port + "/TCP")
        .collect(Collectors.toSet());
  }
}
