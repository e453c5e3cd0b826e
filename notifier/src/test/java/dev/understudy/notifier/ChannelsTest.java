package dev.understudy.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.notification.DeliveryOutcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Channels and routes that the settings name, over real servers. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ChannelsTest extends WholeService {

  private static final String OPS = "webhook:ops";
  private static final String GONE = "webhook:gone";
  private static final String CRITICAL = "webhook:critical";
  private static final String SLACK = "slack:team";
  private static final String TEAMS = "teams:team";

  @Test
  void aReceiverThatIsGoneIsGivenUpAtOnceAndAskedNoMore() throws Exception {
    Decisions gone = new Decisions("gone");
    publish(gone.created(), gone.crashed(2));
    waiting().until(() -> !deadLetters("gone", GONE).isEmpty());
    Decisions next = new Decisions("gone-next");
    publish(next.created(), next.crashed(2));
    waiting().until(() -> !deadLetters("gone-next", GONE).isEmpty());

    assertThat(outcomes("gone", GONE)).containsExactly(DeliveryOutcome.GAVE_UP);
    assertThat(deadLetters("gone", GONE)).singleElement().asString().contains("HTTP 410");
    assertThat(outcomes("gone-next", GONE)).containsExactly(DeliveryOutcome.GAVE_UP);
    assertThat(deadLetters("gone-next", GONE))
        .singleElement()
        .asString()
        .contains("not tried: webhook:gone is disabled until a restart");
    assertThat(surroundings.hooks().callsAbout("/gone", "gone-next")).isEmpty();
    assertThat(get("metrics"))
        .contains("understudy_notification_channel_disabled{channel=\"webhook:gone\"} 1.0")
        .contains("understudy_notification_channel_disabled{channel=\"webhook:ops\"} 0.0");
  }

  @Test
  void aReceiverThatAsksForTimeGetsIt() throws Exception {
    surroundings.hooks().script("/patient", "patient", 429);
    surroundings.hooks().retryAfter("/patient", "2");
    Decisions patient = new Decisions("patient");
    publish(patient.created(), patient.crashed(2));
    waiting().until(() -> delivered("patient", "webhook:patient") == 1);

    List<HookServer.Call> calls = surroundings.hooks().calls("/patient", "patient");
    assertThat(calls).extracting(HookServer.Call::answer).containsExactly(429, 204);
    assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
        .as("retry.max is 500 ms")
        .isGreaterThan(Duration.ofMillis(1900));
  }

  @Test
  void pagerDutyOpensAnIncidentOnceAndClosesItWhenAFailoverWorks() throws Exception {
    surroundings.hooks().script("/v2/enqueue", "paged", 500, 202, 202, 202);
    Decisions paged = new Decisions("paged");
    publish(
        paged.created(),
        paged.crashed(2),
        paged.closed(2, EpochOutcome.FAILED),
        paged.crashed(3),
        paged.elected(3),
        paged.closed(3, EpochOutcome.COMPLETED));
    waiting().until(() -> delivered("paged", "pagerduty:oncall") == 4);

    List<JsonNode> events =
        surroundings.hooks().callsAbout("/v2/enqueue", "paged").stream()
            .map(call -> json(call.body()))
            .toList();
    assertThat(events)
        .extracting(event -> event.path("event_action").asText())
        .as("the first one was tried twice, and nothing overtook it")
        .containsExactly("trigger", "trigger", "trigger", "trigger", "resolve");
    assertThat(events)
        .extracting(event -> event.path("payload").path("class").asText())
        .containsExactly(
            "failover.started", "failover.started", "failover.failed", "failover.started", "");
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("dedup_key").asText()).isEqualTo("understudy/failover/paged");
              assertThat(event.path("routing_key").asText()).isEqualTo(Surroundings.ROUTING_KEY);
            });
  }

  @Test
  void alertmanagerGetsAlertsAndTheirEnds() throws Exception {
    Decisions ringing = new Decisions("ringing");
    publish(
        ringing.created(),
        ringing.crashed(2),
        ringing.elected(2),
        ringing.closed(2, EpochOutcome.COMPLETED));
    waiting().until(() -> delivered("ringing", "alertmanager:main") == 2);

    List<HookServer.Call> calls = surroundings.hooks().callsAbout("/am/api/v2/alerts", "ringing");
    assertThat(calls)
        .extracting(call -> call.header("authorization"))
        .containsExactly("Bearer hidden-token", "Bearer hidden-token");
    JsonNode firing = json(calls.get(0).body()).get(0);
    assertThat(Instant.parse(firing.path("endsAt").asText())).isAfter(Instant.now());
    assertThat(firing.path("labels").path("site").asText()).isEqualTo("lab");
    JsonNode ended = json(calls.get(1).body()).get(0);
    assertThat(ended.path("labels")).as("or it is another alert").isEqualTo(firing.path("labels"));
    assertThat(Instant.parse(ended.path("endsAt").asText())).isBefore(Instant.now());
  }

  @Test
  void pagerDutyOpensAnAlertsIncidentWhenItIsCriticalAndClosesIt() throws Exception {
    Alerts lag = new Alerts("lag-paged");
    publish(lag.lagging(), lag.laggingMore(), lag.laggingMore(), lag.caughtUp());
    waiting().until(() -> delivered("lag-paged", "pagerduty:oncall") == 2);

    List<JsonNode> events =
        surroundings.hooks().callsAbout("/v2/enqueue", "lag-paged").stream()
            .map(call -> json(call.body()))
            .toList();
    assertThat(events)
        .extracting(event -> event.path("event_action").asText())
        .as("the route takes what is critical, and its end")
        .containsExactly("trigger", "resolve");
    assertThat(events)
        .extracting(event -> event.path("dedup_key").asText())
        .containsOnly("understudy/alert/lag-paged/REPLICATION_LAG/lag-paged-2");
    assertThat(events.get(0).path("payload").path("severity").asText()).isEqualTo("critical");
  }

  @Test
  void alertmanagerGetsOneAlertAtATimeAndItsEnd() throws Exception {
    Alerts lag = new Alerts("lag-alert");
    publish(lag.lagging(), lag.laggingMore(), lag.caughtUp());
    waiting().until(() -> delivered("lag-alert", "alertmanager:main") == 3);

    List<JsonNode> posts =
        surroundings.hooks().callsAbout("/am/api/v2/alerts", "lag-alert").stream()
            .map(call -> json(call.body()))
            .toList();
    assertThat(firing(posts.get(0))).containsExactly("warning");
    assertThat(ended(posts.get(0))).isEmpty();
    assertThat(firing(posts.get(1))).containsExactly("critical");
    assertThat(ended(posts.get(1))).containsExactly("warning");
    assertThat(firing(posts.get(2))).isEmpty();
    assertThat(ended(posts.get(2))).containsExactly("warning", "critical");
    assertThat(posts.get(0).get(0).path("labels").path("alertname").asText())
        .isEqualTo("UnderstudyReplicationLag");
  }

  private static List<String> firing(JsonNode alerts) {
    return severities(alerts, true);
  }

  private static List<String> ended(JsonNode alerts) {
    return severities(alerts, false);
  }

  private static List<String> severities(JsonNode alerts, boolean firing) {
    return StreamSupport.stream(alerts.spliterator(), false)
        .filter(a -> Instant.parse(a.path("endsAt").asText()).isAfter(Instant.now()) == firing)
        .map(alert -> alert.path("labels").path("severity").asText())
        .toList();
  }

  @Test
  void aRouteGroupsAlertsWithOtherNews() throws Exception {
    Decisions failing = new Decisions("crowd-f");
    publish(new Alerts("crowd-l").lagging(), failing.created(), failing.crashed(2));
    waiting().until(() -> delivered("crowd-f", "slack:crowd") == 1);
    waiting().until(() -> delivered("crowd-l", "slack:crowd") == 1);
    assertThat(surroundings.hooks().callsAbout("/crowd/hidden", "crowd-f"))
        .isEqualTo(surroundings.hooks().callsAbout("/crowd/hidden", "crowd-l"))
        .hasSize(1);
  }

  @Test
  void slackAndTeamsAreTold() throws Exception {
    Decisions chat = new Decisions("chat");
    publish(chat.created(), chat.crashed(2));
    waiting().until(() -> delivered("chat", SLACK) == 1 && delivered("chat", TEAMS) == 1);
    assertThat(surroundings.hooks().callsAbout("/slack/hidden", "chat")).hasSize(1);
    assertThat(surroundings.hooks().callsAbout("/teams/hidden", "chat")).hasSize(1);
  }

  @Test
  void aRouteGroupsWhatComesCloseTogether() throws Exception {
    Decisions a = new Decisions("crowd-a");
    Decisions b = new Decisions("crowd-b");
    publish(a.created(), b.created(), a.crashed(2), b.crashed(2));
    waiting().until(() -> delivered("crowd-a", "slack:crowd") == 1);
    waiting().until(() -> delivered("crowd-b", "slack:crowd") == 1);
    assertThat(surroundings.hooks().callsAbout("/crowd/hidden", "crowd-a"))
        .isEqualTo(surroundings.hooks().callsAbout("/crowd/hidden", "crowd-b"))
        .singleElement()
        .satisfies(
            call ->
                assertThat(json(call.body()).path("text").asText())
                    .isEqualTo("[understudy] 2 notifications: 2 warning"));
  }

  @Test
  void aRouteTakesOnlyTheSeveritiesItNames() throws Exception {
    Decisions routed = new Decisions("routed");
    publish(
        routed.created(),
        routed.blocked(1, BlockReason.NO_HEALTHY_REPLICA),
        routed.crashed(2),
        routed.closed(2, EpochOutcome.COMPLETED));
    waiting().until(() -> delivered("routed", OPS) == 3 && delivered("routed", CRITICAL) == 1);
    assertThat(surroundings.hooks().calls("/critical", "routed"))
        .extracting(call -> json(call.body()).path("type").asText())
        .containsExactly("failover.blocked");
    assertThat(outcomes("routed", "slack:crowd")).isEmpty();
  }
}
