package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every variable that a container is given is a setting of its service, or of a script in its
 * image.
 */
class ServiceSettingsTest {

  private static final Set<String> SERVICES =
      Set.of("failover-orchestrator", "replica-node", "health-prober", "dns-updater", "notifier");

  /** What the ConfigMap has for the creation of topics alone. */
  private static final Pattern FOR_TOPICS = Pattern.compile("TOPIC_(PARTITIONS|REPLICATION)");

  /** Quarkus' own, of every service. */
  private static final Set<String> OF_QUARKUS =
      Set.of("QUARKUS_HTTP_HOST", "QUARKUS_HTTP_PORT", "QUARKUS_LOG_JSON_CONSOLE_ENABLED");

  @Test
  void readsMappingsAsTheyAre() throws Exception {
    ServiceSettings node = ServiceSettings.of("replica-node");
    assertThat(node.required())
        .containsExactlyInAnyOrder(
            "understudy.node.id",
            "understudy.node.address",
            "understudy.node.data-dir",
            "understudy.secrets.key-file");
    assertThat(node.known()).contains("understudy.node.restart.first-pause");
    ServiceSettings notifier = ServiceSettings.of("notifier");
    assertThat(notifier.knowsVariable("UNDERSTUDY_NOTIFIER_WEBHOOKS_DEMO_SECRET_FILE")).isTrue();
    assertThat(notifier.knowsVariable("UNDERSTUDY_NOTIFIER_MAIL_TWO")).isFalse();
  }

  @Test
  void composeTellsServicesWhatTheyUnderstand() throws Exception {
    Set<String> seen = new TreeSet<>();
    for (Map.Entry<String, JsonNode> service : Compose.main().services().entrySet()) {
      String module = Compose.module(service.getValue()).orElse("");
      if (SERVICES.contains(module) && service.getKey().startsWith(module)) {
        seen.add(module);
        check(service.getKey(), module, Compose.environment(service.getValue()));
      }
    }
    assertThat(seen).isEqualTo(new TreeSet<>(SERVICES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void kubernetesTellsServicesWhatTheyUnderstand(String name) throws Exception {
    Overlay overlay = Overlay.render(name);
    Map<String, String> bus = new HashMap<>(overlay.bus());
    bus.keySet().removeIf(variable -> FOR_TOPICS.matcher(variable).matches());
    Set<String> seen = new TreeSet<>();
    for (JsonNode workload : overlay.workloads()) {
      JsonNode container = Overlay.pod(workload).at("/containers/0");
      String module = container.path("name").asText();
      if (SERVICES.contains(module)) {
        seen.add(module);
        Map<String, String> environment = new HashMap<>(bus);
        environment.putAll(Overlay.environment(container));
        check(Overlay.name(workload), module, environment);
      }
    }
    assertThat(seen).isEqualTo(new TreeSet<>(SERVICES));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void systemdTellsServicesWhatTheyUnderstand(String module) throws Exception {
    Map<String, String> environment = new HashMap<>(Systemd.environment("common"));
    environment.putAll(Systemd.environment(module));
    check("understudy@" + module, module, environment);
  }

  private static void check(String what, String module, Map<String, String> environment)
      throws Exception {
    ServiceSettings settings = ServiceSettings.of(module);
    List<String> unknown =
        environment.keySet().stream()
            .filter(
                variable ->
                    !settings.knowsVariable(variable)
                        && !OF_QUARKUS.contains(variable)
                        && !isOfAScript(variable))
            .toList();
    assertThat(unknown).as("what %s is told and doesn't know", what).isEmpty();
    assertThat(environment.keySet())
        .as("what %s must be told", what)
        .contains("KAFKA_BOOTSTRAP_SERVERS")
        .containsAll(
            settings.required().stream()
                .map(ServiceSettings::variable)
                .collect(Collectors.toSet()));
  }

  private static boolean isOfAScript(String variable) {
    Pattern use = Pattern.compile("\\$\\{?" + variable + "\\b");
    return Checkout.filesBelow(Checkout.SCRIPTS, "").stream()
        .filter(file -> file.toFile().isFile())
        .anyMatch(file -> use.matcher(Checkout.text(file)).find());
  }
}
