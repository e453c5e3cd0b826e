package dev.understudy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call is also let in, and who is let in may also call. */
@ParameterizedClass
@ValueSource(strings = {"dev", "production"})
class NetworkPolicyTest {

  /** Which way traffic goes, as a policy has it: the name of its rules and of those at the end. */
  private enum Way {
    INGRESS("ingress", "from"),
    EGRESS("egress", "to");

    private final String rules;
    private final String peers;

    Way(String rules, String peers) {
      this.rules = rules;
      this.peers = peers;
    }

    Way back() {
      return this == INGRESS ? EGRESS : INGRESS;
    }

    Stream<JsonNode> rules(JsonNode policy) {
      return Json.items(policy.path("spec").path(rules));
    }

    Stream<JsonNode> peers(JsonNode rule) {
      return Json.items(rule.path(peers));
    }

    boolean anybody(JsonNode rule) {
      return !rule.has(peers);
    }
  }

  @Parameter String name;

  private Overlay overlay;

  @BeforeEach
  void render() throws Exception {
    overlay = Overlay.render(name);
  }

  @Test
  void whoMayCallIsLetIn() {
    assertAnswered(Way.EGRESS);
  }

  @Test
  void whoIsLetInMayCall() {
    assertAnswered(Way.INGRESS);
  }

  @Test
  void theNotifierMayTellAlertmanager() {
    JsonNode notifier = overlay.workload("notifier");
    assertThat(policiesOf(notifier))
        .flatMap(policy -> Way.EGRESS.rules(policy).toList())
        .anySatisfy(
            rule -> {
              assertThat(rule.at("/ports/0/port").asInt()).isEqualTo(9093);
              assertThat(rule.at("/to/0/podSelector/matchLabels").toString())
                  .contains("\"alertmanager\"");
            });
  }

  /** What a rule allows between pods of this overlay is allowed at the other end, too. */
  private void assertAnswered(Way way) {
    int found = 0;
    for (JsonNode one : overlay.workloads()) {
      for (JsonNode rule : policiesOf(one).stream().flatMap(way::rules).toList()) {
        for (JsonNode other : overlay.workloads()) {
          if (way.peers(rule).anyMatch(peer -> isMeant(peer, other))) {
            for (JsonNode port : rule.path("ports")) {
              assertThat(allows(way.back(), other, one, port))
                  .as("%s %s %s %s", Overlay.name(one), way, Overlay.name(other), port)
                  .isTrue();
              found++;
            }
          }
        }
      }
    }
    assertThat(found).isGreaterThan(5);
  }

  private boolean allows(Way way, JsonNode one, JsonNode other, JsonNode port) {
    return policiesOf(one).stream()
        .flatMap(way::rules)
        .filter(rule -> way.anybody(rule) || way.peers(rule).anyMatch(p -> isMeant(p, other)))
        .anyMatch(rule -> Json.items(rule.path("ports")).anyMatch(range -> covers(range, port)));
  }

  private List<JsonNode> policiesOf(JsonNode workload) {
    return overlay
        .kind("NetworkPolicy")
        .filter(policy -> selects(policy.at("/spec/podSelector"), workload))
        .toList();
  }

  /** Those of every namespace are also those of this one; one with a label is another one. */
  private static boolean isMeant(JsonNode peer, JsonNode workload) {
    return peer.path("namespaceSelector").isEmpty()
        && peer.has("podSelector")
        && selects(peer.path("podSelector"), workload);
  }

  private static boolean selects(JsonNode podSelector, JsonNode workload) {
    return Overlay.matches(podSelector.path("matchLabels"), Overlay.podLabels(workload));
  }

  private static boolean covers(JsonNode range, JsonNode port) {
    return range.path("protocol").equals(port.path("protocol"))
        && first(range) <= first(port)
        && last(range) >= last(port);
  }

  private static int first(JsonNode port) {
    return port.path("port").asInt();
  }

  private static int last(JsonNode port) {
    return port.path("endPort").asInt(first(port));
  }
}
