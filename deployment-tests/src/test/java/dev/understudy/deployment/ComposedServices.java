package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The services that a plain {@code docker compose up} starts here. */
final class ComposedServices {

  private static final Duration POLL = Duration.ofMillis(500);

  private final ComposeStack stack;
  private final Compose main = Compose.main();
  private final List<String> all;

  ComposedServices(ComposeStack stack) {
    this.stack = stack;
    Compose offline = Compose.offline();
    this.all =
        main.services().keySet().stream()
            .filter(name -> !main.service(name).has("profiles"))
            .filter(name -> !offline.service(name).has("profiles"))
            .toList();
  }

  List<String> all() {
    return all;
  }

  /** Those that have metrics. */
  List<String> scraped() {
    return all.stream()
        .filter(name -> Compose.module(main.service(name)).filter(name::startsWith).isPresent())
        .toList();
  }

  /** Healthy who has a check, running who has none, and ended well who has but one thing to do. */
  void awaitHealthy(Duration timeout) {
    Awaitility.await("every container is healthy")
        .atMost(timeout)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              for (String service : all) {
                assertWell(service);
              }
            });
  }

  private void assertWell(String service) throws Exception {
    JsonNode state = stack.state(service);
    boolean once = main.service(service).path("restart").asText().equals("no");
    assertThat(state.path("Status").asText()).as(service).isEqualTo(once ? "exited" : "running");
    assertThat(state.at("/Health/Status").asText()).as(service).isIn("", "healthy");
    assertThat(state.path("ExitCode").asInt()).as(service).isZero();
  }
}
