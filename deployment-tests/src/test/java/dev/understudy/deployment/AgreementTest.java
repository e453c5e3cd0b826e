package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compose, Kubernetes and the images say the same. */
class AgreementTest {

  private static final Pattern SECRET = Pattern.compile("/run/understudy/([a-z.]+)");

  private final Compose compose = Compose.main();

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void imagesAreTheSame(String name) throws Exception {
    Set<String> images =
        compose.services().values().stream()
            .map(service -> service.path("image").asText())
            .collect(Collectors.toSet());
    assertThat(
            Overlay.render(name).workloads().stream().flatMap(w -> Overlay.containers(w).stream()))
        .isNotEmpty()
        .allSatisfy(container -> assertThat(images).contains(container.path("image").asText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void everyServiceListensWhereTheImageSays(String name) throws Exception {
    assertThat(Checkout.text(Checkout.HOME.resolve("docker/Dockerfile")))
        .contains("QUARKUS_HTTP_PORT=8080")
        .contains("EXPOSE 8080");
    assertThat(Overlay.render(name).workloads())
        .filteredOn(workload -> Overlay.podLabels(workload).has("understudy.dev/bus"))
        .isNotEmpty()
        .allSatisfy(
            workload ->
                assertThat(Overlay.pod(workload).at("/containers/0/ports").toString())
                    .contains("{\"containerPort\":8080,\"name\":\"http\"}"));
  }

  @Test
  void everySecretThatIsReadIsMade(@TempDir Path folder) throws Exception {
    Path secrets = folder.resolve("secrets");
    Program made =
        Program.run(
            Map.of(),
            List.of(Checkout.SCRIPTS.resolve("make-secrets").toString(), secrets.toString()));
    assertThat(made.exitCode()).as(made.output()).isZero();
    Set<String> names =
        Checkout.filesBelow(secrets, "").stream()
            .filter(file -> file.toFile().isFile())
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());

    Stream<String> read =
        Stream.concat(
            Stream.of("docker-compose.yml", "docker-compose.offline.yml", "docker/bind/named.conf")
                .map(file -> Checkout.text(Checkout.HOME.resolve(file))),
            Checkout.filesBelow(Checkout.K8S, ".yaml").stream().map(Checkout::text));
    Set<String> wanted =
        read.flatMap(text -> SECRET.matcher(text).results().map(match -> match.group(1)))
            .collect(Collectors.toSet());
    assertThat(wanted).contains("secrets.key", "tsig.conf").isSubsetOf(names);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "production"})
  void secretsThatAreReadAreMountedByReference(String name) throws Exception {
    for (JsonNode workload : Overlay.render(name).workloads()) {
      JsonNode secret =
          Json.items(Overlay.pod(workload).path("volumes"))
              .filter(volume -> volume.has("secret"))
              .map(volume -> volume.path("secret"))
              .findFirst()
              .orElse(null);
      Set<String> read =
          SECRET
              .matcher(Overlay.pod(workload).path("containers").toString())
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      Set<String> mounted =
          secret == null
              ? Set.of()
              : Json.items(secret.path("items"))
                  .map(item -> item.path("path").asText())
                  .collect(Collectors.toSet());
      assertThat(mounted).as(Overlay.name(workload)).isEqualTo(read);
      if (secret != null) {
        assertThat(secret.path("secretName").asText()).isEqualTo("understudy-secrets");
      }
    }
  }

  @Test
  void addressesOfOneNetwork() {
    String net = compose.defaults().get("UNDERSTUDY_NET");
    compose
        .services()
        .forEach(
            (name, service) -> {
              String fixed = service.at("/networks/understudy/ipv4_address").asText();
              String announced = Compose.environment(service).get("UNDERSTUDY_NODE_ADDRESS");
              if (announced != null) {
                assertThat(announced).as(name).isEqualTo(fixed).startsWith(net + ".");
              }
            });
    Matcher server =
        Pattern.compile("(.*):53")
            .matcher(
                Compose.environment(compose.service("dns-updater")).get("UNDERSTUDY_DNS_SERVERS"));
    assertThat(server.matches()).isTrue();
    assertThat(compose.service("bind").at("/networks/understudy/ipv4_address").asText())
        .isEqualTo(server.group(1));
  }

  /** Else a service without a fixed address may get that of one that starts after it. */
  @Test
  void fixedAddressesAreGivenToNobodyElse() {
    String net = compose.defaults().get("UNDERSTUDY_NET") + ".";
    assertThat(compose.content().at("/networks/understudy/ipam/config/0/ip_range").asText())
        .isEqualTo(net + "128/25");
    assertThat(
            compose.services().values().stream()
                .map(service -> service.at("/networks/understudy/ipv4_address").asText())
                .filter(address -> !address.isEmpty()))
        .hasSizeGreaterThan(3)
        .doesNotHaveDuplicates()
        .allSatisfy(
            address ->
                assertThat(Integer.parseInt(address.substring(net.length()))).isBetween(2, 127));
  }
}
