package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way to run Understudy on Kubernetes, as {@code kubectl apply -k} has it.
 *
 * @param name of its folder
 * @param objects all of them, rendered
 */
record Overlay(String name, List<JsonNode> objects) {

  private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "Job");

  /** Without a kubectl that can, the test that asks is skipped. */
  static Overlay render(String name) throws IOException, InterruptedException {
    String rendered = Kubectl.kustomize(Checkout.K8S.resolve("overlays/" + name));
    return new Overlay(name, Checkout.documents(rendered));
  }

  Stream<JsonNode> kind(String kind) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
  }

  /** What pods are made by. */
  List<JsonNode> workloads() {
    return objects.stream()
        .filter(object -> WITH_PODS.contains(object.path("kind").asText()))
        .toList();
  }

  JsonNode workload(String called) {
    return workloads().stream().filter(w -> name(w).equals(called)).findFirst().orElseThrow();
  }

  /** What every service is told by the ConfigMap that they share. */
  Map<String, String> bus() {
    return kind("ConfigMap")
        .filter(map -> name(map).startsWith("understudy-bus-"))
        .flatMap(map -> Json.fields(map.path("data")))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  static JsonNode pod(JsonNode workload) {
    return workload.path("spec").path("template").path("spec");
  }

  static JsonNode podLabels(JsonNode workload) {
    return workload.path("spec").path("template").path("metadata").path("labels");
  }

  /** What a container is told by itself; what it takes from elsewhere is empty. */
  static Map<String, String> environment(JsonNode container) {
    return Json.items(container.path("env"))
        .collect(
            Collectors.toMap(env -> env.path("name").asText(), env -> env.path("value").asText()));
  }

  /** All containers of a workload, those that run before the others included. */
  static List<JsonNode> containers(JsonNode workload) {
    return Stream.of("initContainers", "containers")
        .flatMap(list -> Json.items(pod(workload).path(list)))
        .toList();
  }

  /** Whether labels are what a selector's {@code matchLabels} asks for. */
  static boolean matches(JsonNode matchLabels, JsonNode labels) {
    return Json.fields(matchLabels)
        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
  }
}
