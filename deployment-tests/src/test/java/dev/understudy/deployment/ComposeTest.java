package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docker-compose.yml and what overrides it. */
class ComposeTest {

  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?[\\w.-]*");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+(/udp|/tcp)?");

  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  private final Compose compose = Compose.main();
  private final Compose offline = Compose.offline();

  @Test
  void runsAllThatIsPromised() {
    assertThat(compose.services().keySet())
        .contains("kafka", "topics", "secrets", "demo-instance", "load")
        .contains("replica-node-a", "replica-node-b", "replica-node-c")
        .contains("health-prober-a", "health-prober-b", "health-prober-c")
        .contains("failover-orchestrator-1", "failover-orchestrator-2")
        .contains("dns-updater", "bind", "notifier", "mail", "sink")
        .contains("prometheus", "alertmanager", "grafana");
  }

  @Test
  void versionsArePinned() {
    compose
        .services()
        .forEach(
            (name, service) -> assertThat(service.path("image").asText()).as(name).matches(PINNED));
    compose
        .defaults()
        .forEach(
            (name, value) -> {
              if (name.endsWith("_IMAGE")) {
                assertThat(value).as(name).matches(PINNED);
              }
            });
  }

  @Test
  void portsAreOpenedToThisMachineAlone() {
    compose
        .services()
        .forEach(
            (name, service) ->
                assertThat(Json.items(service.path("ports")).map(JsonNode::asText))
                    .as(name)
                    .allMatch(port -> PORT.matcher(port).matches()));
  }

  @Test
  void whatIsMountedExists() {
    Stream.of(compose, offline)
        .flatMap(file -> file.services().entrySet().stream())
        .forEach(
            service ->
                Json.items(service.getValue().path("volumes"))
                    .map(volume -> volume.asText().split(":", 2)[0])
                    .forEach(source -> assertSource(service.getKey(), source)));
  }

  private void assertSource(String service, String source) {
    if (source.startsWith("./")) {
      assertThat(Checkout.HOME.resolve(source)).as(service).exists();
    } else {
      assertThat(Json.names(compose.content().path("volumes"))).as(service).contains(source);
    }
  }

  @Test
  void everyVolumeIsUsed() {
    assertThat(
            compose.services().values().stream()
                .flatMap(service -> Json.items(service.path("volumes")))
                .map(volume -> volume.asText().split(":", 2)[0])
                .collect(Collectors.toSet()))
        .containsAll(Json.names(compose.content().path("volumes")).toList());
  }

  @Test
  void whoIsWaitedForCanBecomeWhatIsWaitedFor() {
    Map<String, JsonNode> services = compose.services();
    services.forEach(
        (name, service) ->
            Json.fields(service.path("depends_on"))
                .forEach(
                    dependency -> {
                      JsonNode other = services.get(dependency.getKey());
                      assertThat(other)
                          .as("%s waits for %s", name, dependency.getKey())
                          .isNotNull();
                      assertWaitable(dependency.getValue().path("condition").asText(), other);
                    }));
  }

  private static void assertWaitable(String condition, JsonNode other) {
    if (condition.equals("service_completed_successfully")) {
      assertThat(other.path("restart").asText()).isEqualTo("no");
    } else {
      assertThat(condition).isEqualTo("service_healthy");
      // Our own Dockerfiles have a check.
      assertThat(other.at("/healthcheck/disable").asBoolean()).isFalse();
      assertThat(other.has("build") || other.has("healthcheck")).isTrue();
    }
  }

  @Test
  void everythingRunsWithNothingAndOurOwnImagesAsNobody() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.has("mem_limit")).as(name).isTrue();
              assertThat(service.has("privileged")).as(name).isFalse();
              // Kafka's image writes next to its programs.
              assertThat(service.path("read_only").asBoolean())
                  .as(name)
                  .isEqualTo(!name.equals("kafka"));
              assertThat(service.at("/cap_drop/0").asText()).as(name).isEqualTo("ALL");
              assertThat(service.at("/security_opt/0").asText())
                  .as(name)
                  .isEqualTo("no-new-privileges:true");
            });
    assertThat(Checkout.text(Checkout.HOME.resolve("docker/Dockerfile")))
        .contains("USER 10001:10001");
    assertThat(Checkout.text(Checkout.HOME.resolve("docker/bind/Dockerfile")))
        .contains("USER 10001:10001");
  }

  @Test
  void theExampleOfSettingsHasTheDefaults() {
    Map<String, String> example = new TreeMap<>();
    Checkout.text(Checkout.HOME.resolve(".env.example"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("=", 2))
        .forEach(parts -> example.put(parts[0], parts[1]));

    assertThat(example).isEqualTo(compose.defaults());
  }

  @Test
  void theDockerfilesHaveTheSameBases() {
    assertThat(Checkout.text(Checkout.HOME.resolve("docker/Dockerfile")))
        .contains("ARG BUILD_IMAGE=" + compose.defaults().get("UNDERSTUDY_BUILD_IMAGE") + "\n")
        .contains("ARG RUNTIME_IMAGE=" + compose.defaults().get("UNDERSTUDY_RUNTIME_IMAGE") + "\n");
    assertThat(Checkout.text(Checkout.HOME.resolve("docker/bind/Dockerfile")))
        .contains("ARG BASE_IMAGE=" + compose.defaults().get("UNDERSTUDY_BIND_BASE_IMAGE") + "\n");
  }

  @Test
  void offlineNothingComesFromARegistry() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              JsonNode override = offline.services().get(name);
              assertThat(override).as(name).isNotNull();
              JsonNode base =
                  Json.fields(override.at("/build/args")).findFirst().isPresent()
                      ? override.at("/build/args")
                      : override;
              assertThat(base.toString())
                  .as(name)
                  .containsAnyOf("understudy/offline-base:", "understudy/tools:", "\"profiles\"");
            });
    assertThat(offline.services().keySet()).isSubsetOf(compose.services().keySet());
    assertThat(offline.service("kafka").path("image").asText())
        .isEqualTo(compose.service("topics").path("image").asText());
  }

  @Test
  void prometheusLooksAtEveryService() {
    var folder = Checkout.HOME.resolve("docker/prometheus/targets");
    assertThat(Checkout.filesBelow(folder, ".yml"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyElementsOf(
            Checkout.filesBelow(Checkout.HOME.resolve("prometheus/targets"), ".yml").stream()
                .map(file -> file.getFileName().toString())
                .toList());
    compose
        .services()
        .forEach(
            (name, service) ->
                Compose.module(service)
                    .filter(module -> name.startsWith(module))
                    .ifPresent(
                        module ->
                            assertThat(Checkout.yaml(folder.resolve(module + ".yml")).toString())
                                .contains("\"" + name + ":8080\"")));
  }

  /** What the build in an image needs of this checkout, in words that every builder understands. */
  @Test
  void theImagesGetEveryModule() {
    List<String> taken =
        Checkout.text(Checkout.HOME.resolve(".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    assertThat(taken)
        .allSatisfy(
            path -> assertThat(Path.of("/" + path).getParent().toString()).doesNotContain("*"));
    Set<String> modules =
        MODULE
            .matcher(Checkout.text(Checkout.HOME.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(modules)
        .isNotEmpty()
        .allSatisfy(module -> assertThat(taken).contains(module + "/pom.xml"));
    compose.services().values().stream()
        .flatMap(service -> Compose.module(service).stream())
        .forEach(
            module ->
                assertThat(taken)
                    .contains(module + "/src")
                    .anyMatch(path -> path.startsWith(module + "/target/")));
  }
}
