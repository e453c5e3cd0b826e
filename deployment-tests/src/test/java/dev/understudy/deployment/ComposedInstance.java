package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.localstack.api.ApiFailure;
import dev.understudy.localstack.api.OrchestratorApi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The instance that comes with docker-compose.yml, as the REST API and DNS show it. */
final class ComposedInstance {

  static final String NAME = "demo";
  static final String DNS_NAME = "demo.understudy.test";
  static final int PORT = 6379;

  private static final String READERS_DNS_NAME = "demo-ro.understudy.test";
  private static final int MEMBERS = 3;
  private static final Duration POLL = Duration.ofMillis(100);

  private final ComposeStack stack;
  private final OrchestratorApi api;

  ComposedInstance(ComposeStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  /** An instance that is whole. */
  record Whole(long epoch, String primary, String node, String address, List<String> readers) {}

  /**
   * Waits until it is healthy with all members, in this epoch or a later one, and DNS says where
   * its members are.
   */
  Whole awaitWhole(long atLeast, Duration timeout) {
    return Awaitility.await(NAME + " is whole in epoch " + atLeast + " or later")
        .atMost(timeout)
        .pollInterval(POLL)
        .until(() -> whole(atLeast), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits until another member than this one is primary, and DNS says so. */
  void awaitPrimaryOtherThan(Whole before, Duration timeout) {
    Awaitility.await(NAME + " has another primary than " + before.primary())
        .atMost(timeout)
        .pollInterval(POLL)
        .until(() -> movedFrom(before));
  }

  private boolean movedFrom(Whole before) throws IOException {
    return show()
        .filter(instance -> instance.path("epoch").asLong() > before.epoch())
        // There is none while one is being elected.
        .filter(instance -> instance.hasNonNull("primary"))
        .map(instance -> member(instance, instance.path("primary").asText()))
        .filter(primary -> !primary.path("member").asText().equals(before.primary()))
        .filter(primary -> resolves(DNS_NAME, List.of(host(primary))))
        .isPresent();
  }

  private Optional<Whole> whole(long atLeast) {
    return show()
        .filter(instance -> instance.path("condition").asText().equals("HEALTHY"))
        .filter(instance -> instance.path("epoch").asLong() >= atLeast)
        .filter(instance -> serving(instance) == MEMBERS)
        .map(ComposedInstance::wholeOf)
        .filter(whole -> resolves(DNS_NAME, List.of(whole.address())))
        .filter(whole -> resolves(READERS_DNS_NAME, whole.readers()));
  }

  private static Whole wholeOf(JsonNode instance) {
    JsonNode primary = member(instance, instance.path("primary").asText());
    return new Whole(
        instance.path("epoch").asLong(),
        primary.path("member").asText(),
        primary.path("node").asText(),
        host(primary),
        members(instance)
            .filter(member -> !member.equals(primary))
            .map(ComposedInstance::host)
            .sorted()
            .toList());
  }

  /** Empty while no orchestrator answers, or none knows it yet. */
  private Optional<JsonNode> show() {
    try {
      return Optional.of(api.instance(NAME));
    } catch (ApiFailure e) {
      if (e.status() == 0 || e.status() == 404 || e.status() == 503) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean resolves(String name, List<String> expected) {
    try {
      return stack.dns().addresses(name).stream().sorted().toList().equals(expected);
    } catch (IOException noAnswerYet) {
      return false;
    }
  }

  private static Stream<JsonNode> members(JsonNode instance) {
    return Json.items(instance.path("members"));
  }

  private static long serving(JsonNode instance) {
    return members(instance).filter(member -> member.path("serving").asBoolean()).count();
  }

  private static JsonNode member(JsonNode instance, String id) {
    return members(instance)
        .filter(member -> member.path("member").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String host(JsonNode member) {
    return member.at("/address/host").asText();
  }

  /** How long silence lasts until it is a death; one failover may follow the other at once. */
  void failoverTimeout(Duration timeout) {
    api.send(
        "PATCH",
        "/api/v1/instances/" + NAME + "/high-availability",
        Map.of("failoverTimeout", timeout, "cooldown", Duration.ZERO));
  }

  /** The newest change of primary. */
  JsonNode lastFailover() {
    return api.failovers(NAME).get(0);
  }
}
