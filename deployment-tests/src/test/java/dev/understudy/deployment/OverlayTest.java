package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs together within an overlay finds each other. */
@ParameterizedClass
@ValueSource(strings = {"dev", "production"})
class OverlayTest {

  private static final Set<String> SERVICES =
      Set.of("failover-orchestrator", "replica-node", "health-prober", "dns-updater", "notifier");

  @Parameter String name;

  private Overlay overlay;

  @BeforeEach
  void render() throws Exception {
    overlay = Overlay.render(name);
  }

  @Test
  void runsEveryService() {
    assertThat(overlay.workloads().stream().map(OverlayTest::app)).containsAll(SERVICES);
  }

  @Test
  void selectorsMatchPods() {
    for (JsonNode workload : overlay.workloads()) {
      JsonNode selector = workload.at("/spec/selector/matchLabels");
      if (!workload.path("kind").asText().equals("Job")) {
        assertThat(selector.isEmpty()).as(Overlay.name(workload)).isFalse();
      }
      assertThat(Overlay.matches(selector, Overlay.podLabels(workload)))
          .as(Overlay.name(workload))
          .isTrue();
    }
    overlay
        .kind("PodDisruptionBudget")
        .forEach(b -> assertSelects(b, "/spec/selector/matchLabels"));
    overlay.kind("PodMonitor").forEach(m -> assertSelects(m, "/spec/selector/matchLabels"));
    overlay.kind("Service").forEach(service -> assertSelects(service, "/spec/selector"));
    overlay
        .kind("NetworkPolicy")
        .filter(policy -> !isStrimzis(policy.at("/spec/podSelector/matchLabels")))
        .forEach(policy -> assertSelects(policy, "/spec/podSelector/matchLabels"));
  }

  @Test
  void whoMayTalkExists() {
    overlay
        .kind("NetworkPolicy")
        .flatMap(policy -> Stream.of("ingress", "egress").map(way -> policy.at("/spec/" + way)))
        .flatMap(Json::items)
        .flatMap(rule -> Stream.concat(Json.items(rule.path("from")), Json.items(rule.path("to"))))
        .filter(peer -> !peer.has("namespaceSelector"))
        .map(peer -> peer.at("/podSelector/matchLabels"))
        .filter(labels -> !isStrimzis(labels))
        .forEach(
            labels ->
                assertThat(overlay.workloads())
                    .as("pods with %s", labels)
                    .anyMatch(workload -> Overlay.matches(labels, Overlay.podLabels(workload))));
  }

  @Test
  void nothingIsAllowedThatIsNotSaid() {
    JsonNode deny =
        overlay
            .kind("NetworkPolicy")
            .filter(policy -> Overlay.name(policy).equals("default-deny"))
            .findFirst()
            .orElseThrow();
    assertThat(deny.at("/spec/podSelector").isEmpty()).isTrue();
    assertThat(Json.items(deny.at("/spec/policyTypes")).map(JsonNode::asText))
        .containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(deny.path("spec").has("ingress") || deny.path("spec").has("egress")).isFalse();
  }

  @Test
  void servicesPointToPortsThatPodsHave() {
    overlay
        .kind("Service")
        .forEach(
            service ->
                Json.items(service.at("/spec/ports"))
                    .forEach(
                        port ->
                            assertThat(ports(selected(service, "/spec/selector")))
                                .as(Overlay.name(service))
                                .contains(port.path("targetPort").asText())));
    overlay
        .kind("PodMonitor")
        .forEach(
            monitor ->
                assertThat(ports(selected(monitor, "/spec/selector/matchLabels")))
                    .contains(monitor.at("/spec/podMetricsEndpoints/0/port").asText()));
  }

  @Test
  void whatIsReferredToExists() {
    Set<String> maps = overlay.kind("ConfigMap").map(Overlay::name).collect(Collectors.toSet());
    Set<String> services = overlay.kind("Service").map(Overlay::name).collect(Collectors.toSet());
    Set<String> accounts =
        overlay.kind("ServiceAccount").map(Overlay::name).collect(Collectors.toSet());
    for (JsonNode workload : overlay.workloads()) {
      String what = Overlay.name(workload);
      Stream.concat(
              Overlay.containers(workload).stream()
                  .flatMap(container -> Json.items(container.path("envFrom")))
                  .map(from -> from.at("/configMapRef/name").asText()),
              Json.items(Overlay.pod(workload).path("volumes"))
                  .filter(volume -> volume.has("configMap"))
                  .map(volume -> volume.at("/configMap/name").asText()))
          .forEach(map -> assertThat(maps).as(what).contains(map));
      if (workload.path("kind").asText().equals("StatefulSet")) {
        assertThat(services).as(what).contains(workload.at("/spec/serviceName").asText());
      }
      JsonNode account = Overlay.pod(workload).path("serviceAccountName");
      if (!account.isMissingNode()) {
        assertThat(accounts).as(what).contains(account.asText());
      }
      Set<String> volumes =
          Stream.concat(
                  Json.items(Overlay.pod(workload).path("volumes"))
                      .map(v -> v.path("name").asText()),
                  Json.items(workload.at("/spec/volumeClaimTemplates")).map(Overlay::name))
              .collect(Collectors.toSet());
      Set<String> mounted =
          Overlay.containers(workload).stream()
              .flatMap(container -> Json.items(container.path("volumeMounts")))
              .map(mount -> mount.path("name").asText())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(mounted).as(what).isEqualTo(volumes);
    }
  }

  @Test
  void everythingIsInOneNamespace() {
    assertThat(overlay.kind("Namespace").map(Overlay::name)).containsExactly("understudy");
    assertThat(overlay.objects())
        .filteredOn(object -> !object.path("kind").asText().equals("Namespace"))
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/namespace").asText())
                    .as(Overlay.name(object))
                    .isEqualTo("understudy"));
  }

  private void assertSelects(JsonNode object, String selector) {
    assertThat(selected(object, selector)).as(Overlay.name(object)).isNotEmpty();
  }

  private List<JsonNode> selected(JsonNode object, String selector) {
    return overlay.workloads().stream()
        .filter(workload -> Overlay.matches(object.at(selector), Overlay.podLabels(workload)))
        .toList();
  }

  /** Names and numbers that every one of them has. */
  private static Set<String> ports(List<JsonNode> workloads) {
    Set<String> common = null;
    for (JsonNode workload : workloads) {
      Set<String> names =
          Overlay.containers(workload).stream()
              .flatMap(container -> Json.items(container.path("ports")))
              .flatMap(port -> Stream.of(port.path("name"), port.path("containerPort")))
              .map(JsonNode::asText)
              .collect(Collectors.toSet());
      if (common == null) {
        common = names;
      } else {
        common.retainAll(names);
      }
    }
    return common == null ? Set.of() : common;
  }

  private static boolean isStrimzis(JsonNode labels) {
    return labels.has("strimzi.io/cluster");
  }

  private static String app(JsonNode workload) {
    return Overlay.podLabels(workload).path("app.kubernetes.io/name").asText();
  }
}
