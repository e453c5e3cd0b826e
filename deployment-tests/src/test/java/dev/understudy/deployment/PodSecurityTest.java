package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the namespace's Pod Security level "restricted" asks for (Kubernetes documentation, Pod
 * Security Standards), and some more.
 */
@ParameterizedClass
@ValueSource(strings = {"dev", "production"})
class PodSecurityTest {

  @Parameter String name;

  private Overlay overlay;

  @BeforeEach
  void render() throws Exception {
    overlay = Overlay.render(name);
  }

  @Test
  void theNamespaceRefusesWhatIsNotRestricted() {
    JsonNode labels = overlay.kind("Namespace").findFirst().orElseThrow().at("/metadata/labels");
    assertThat(labels.path("pod-security.kubernetes.io/enforce").asText()).isEqualTo("restricted");
  }

  @Test
  void podsAreRestricted() {
    for (JsonNode workload : overlay.workloads()) {
      JsonNode pod = Overlay.pod(workload);
      String what = Overlay.name(workload);
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(what).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asInt()).as(what).isPositive();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .as(what)
          .isEqualTo("RuntimeDefault");
      assertThat(Stream.of("hostNetwork", "hostPID", "hostIPC").filter(pod::has))
          .as(what)
          .isEmpty();
      assertThat(Json.items(pod.path("volumes")).filter(v -> v.has("hostPath"))).as(what).isEmpty();
      for (JsonNode container : Overlay.containers(workload)) {
        JsonNode context = container.path("securityContext");
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).as(what).isFalse();
        assertThat(context.at("/capabilities/drop/0").asText()).as(what).isEqualTo("ALL");
        assertThat(context.at("/capabilities").has("add")).as(what).isFalse();
        // Kafka's image writes next to its programs.
        assertThat(context.path("readOnlyRootFilesystem").asBoolean())
            .as(what)
            .isEqualTo(!container.path("name").asText().equals("kafka"));
      }
    }
  }

  @Test
  void ourOwnImagesHaveAPlaceForTemporaryFiles() {
    assertThat(ownContainers().toList())
        .isNotEmpty()
        .allSatisfy(
            container ->
                assertThat(
                        Json.items(container.path("volumeMounts"))
                            .map(mount -> mount.path("mountPath").asText()))
                    .contains("/tmp"));
  }

  @Test
  void memoryIsBoundedAndServicesAreProbed() {
    for (JsonNode workload : overlay.workloads()) {
      for (JsonNode container : Overlay.containers(workload)) {
        String what = Overlay.name(workload) + "/" + container.path("name").asText();
        assertThat(container.at("/resources/requests").has("cpu")).as(what).isTrue();
        assertThat(container.at("/resources/requests").has("memory")).as(what).isTrue();
        assertThat(container.at("/resources/limits").has("memory")).as(what).isTrue();
        if (container.has("ports")) {
          assertThat(container.has("readinessProbe")).as(what).isTrue();
        }
      }
      if (Overlay.podLabels(workload).has("understudy.dev/bus")) {
        JsonNode service = Overlay.pod(workload).at("/containers/0");
        assertThat(service.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(service.at("/readinessProbe/httpGet/path").asText())
            .isEqualTo("/q/health/ready");
        assertThat(service.has("startupProbe")).isTrue();
      }
    }
  }

  @Test
  void nobodyMayAskTheApiServerButTheOneThatMakesASecret() {
    List<JsonNode> roles = overlay.kind("Role").toList();
    assertThat(roles).hasSize(name.equals("dev") ? 1 : 0);
    for (JsonNode role : roles) {
      assertThat(Json.items(role.path("rules")).toList()).hasSize(1);
      assertThat(role.at("/rules/0/verbs").toString()).isEqualTo("[\"create\"]");
      assertThat(role.at("/rules/0/resources").toString()).isEqualTo("[\"secrets\"]");
    }
    assertThat(overlay.workloads())
        .allSatisfy(
            workload ->
                assertThat(
                        Overlay.pod(workload).path("automountServiceAccountToken").asBoolean(true))
                    .as(Overlay.name(workload))
                    .isEqualTo(Overlay.name(workload).equals("make-secrets")));
  }

  @Test
  void nodesHandTheirPrimariesOverBeforeTheyGo() {
    List<JsonNode> nodes =
        overlay
            .kind("StatefulSet")
            .filter(set -> Overlay.name(set).startsWith("replica-node"))
            .toList();
    assertThat(nodes).isNotEmpty();
    for (JsonNode node : nodes) {
      JsonNode container = Overlay.pod(node).at("/containers/0");
      String command = container.at("/lifecycle/preStop/exec/command/0").asText();
      assertThat(
              Checkout.SCRIPTS.resolve(Map.of("/opt/understudy/bin/drain", "drain").get(command)))
          .isExecutable();
      int drain =
          Json.items(container.path("env"))
              .filter(env -> env.path("name").asText().equals("UNDERSTUDY_DRAIN_SECONDS"))
              .findFirst()
              .orElseThrow()
              .path("value")
              .asInt();
      // The node's own stop takes up to 12 s (Lifecycle), the drain's last requests up to 10 s.
      assertThat(Overlay.pod(node).path("terminationGracePeriodSeconds").asInt())
          .isGreaterThanOrEqualTo(drain + 22);
    }
  }

  private Stream<JsonNode> ownContainers() {
    return overlay.workloads().stream()
        .flatMap(workload -> Overlay.containers(workload).stream())
        .filter(container -> container.path("image").asText().startsWith("understudy/"));
  }
}
