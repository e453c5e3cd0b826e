package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API over the real core and a real broker; the test plays the nodes. */
@QuarkusTest
// Nobody publishes DNS names here.
@QuarkusTestResource(
    value = KafkaForTests.class,
    initArgs = @ResourceArg(name = "understudy.orchestrator.timing.settle-timeout", value = "1s"),
    restrictToAnnotatedClass = true)
class ApiOnKafkaTest {

  private static final Logger LOG = Logger.getLogger(ApiOnKafkaTest.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MB = 1024L * 1024;
  private static final Map<String, String> ADDRESSES =
      Map.of("a", "127.0.1.1", "b", "127.0.1.2", "c", "127.0.1.3");

  @Inject EventBus bus;

  /** Whose nodes the test plays. */
  private InstanceId instance = InstanceId.of("orders");

  private Cancellable heartbeats;

  @BeforeEach
  void nodesAreAlive() {
    heartbeats =
        Multi.createFrom()
            .ticks()
            .every(NodeAnnounced.HEARTBEAT.dividedBy(4))
            .onOverflow()
            .drop()
            .onItem()
            .transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(ADDRESSES.keySet()))
            .onItem()
            .transformToUniAndConcatenate(node -> bus.publish(announced(node)))
            .subscribe()
            .with(done -> {}, failure -> LOG.error("no more heartbeats", failure));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> when().get("/api/v1/nodes").then().body("alive", contains(true, true, true)));
  }

  @AfterEach
  void nodesFallSilent() {
    heartbeats.cancel();
  }

  @Test
  void whoAsksAfterAnAnswerSeesWhatWasDone() {
    post("/instances", "{\"name\": \"orders\", \"replicas\": 1}", 201);
    when().get("/api/v1/instances/orders").then().statusCode(200).body("members", hasSize(2));

    join(1, "orders-1", "a");
    join(1, "orders-2", "b");
    String primary = awaitElection(1);
    String replica = primary.equals("orders-1") ? "orders-2" : "orders-1";
    promote(1, primary);
    awaitServing(1, primary, replica);
    assertThat(when().get("/q/metrics").asString())
        .contains("understudy_epoch{instance_id=\"orders\"} 1.0")
        .contains("understudy_members_serving{instance_id=\"orders\"} 2.0")
        .contains("understudy_promotable_replicas{instance_id=\"orders\"} 1.0")
        .contains("understudy_build_info{service=\"failover-orchestrator\"");

    post("/instances/orders/replicas", "{\"priority\": 7}", 201);
    when()
        .get("/api/v1/instances/orders")
        .then()
        .body("revision", equalTo(2))
        .body("members.member", contains("orders-1", "orders-2", "orders-3"));
    when().delete("/api/v1/instances/orders/replicas/orders-3").then().statusCode(202);
    when()
        .get("/api/v1/instances/orders")
        .then()
        .body("revision", equalTo(3))
        .body("members.member", contains("orders-1", "orders-2"));

    awaitServing(1, primary, replica);
    post("/instances/orders/switchover", "{\"target\": \"" + replica + "\"}", 202);
    when()
        .get("/api/v1/instances/orders/failovers/2")
        .then()
        .statusCode(200)
        .body("cause", equalTo("SWITCHOVER"))
        .body("deposed", equalTo(primary));

    given()
        .contentType(ContentType.JSON)
        .body("{\"autoFailover\": false}")
        .patch("/api/v1/instances/orders/high-availability")
        .then()
        .statusCode(200);
    when()
        .get("/api/v1/instances/orders")
        .then()
        .body("highAvailability.autoFailover", equalTo(false));
    when().delete("/api/v1/instances/orders").then().statusCode(202);
    when().get("/api/v1/instances/orders").then().statusCode(404);
    assertThat(when().get("/q/metrics").asString()).doesNotContain("instance_id=");
  }

  @Test
  void aPrimaryWhoseNameNobodyCanResolveIsNotReplaced() {
    instance = InstanceId.of("names");
    post(
        "/instances",
        "{\"name\": \"names\", \"replicas\": 1,"
            + " \"highAvailability\": {\"failoverTimeout\": \"PT0.5S\"}}",
        201);
    long epoch = Awaitility.await().atMost(PATIENCE).until(this::newestEpoch, newest -> newest > 0);
    join(epoch, "names-1", "a");
    join(epoch, "names-2", "b");
    String primary = awaitElection(epoch);
    String replica = primary.equals("names-1") ? "names-2" : "names-1";
    promote(epoch, primary);
    awaitServing(epoch, primary, replica);

    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .atMost(PATIENCE)
        .until(
            () -> {
              report(epoch, primary, MemberRole.PRIMARY, LinkState.NONE);
              report(epoch, replica, MemberRole.REPLICA, LinkState.UP);
              ADDRESSES.keySet().forEach(vantage -> observeNoName(vantage, epoch, primary));
              return newestEpoch() == epoch;
            });

    when()
        .get("/api/v1/instances/names/diagnosis")
        .then()
        .statusCode(200)
        .body("diagnosis", equalTo("NAME_UNRESOLVED"))
        .body("condition", equalTo("SUSPECT"))
        .body("vantages.outcome", everyItem(equalTo("DNS_FAILURE")))
        .body("vantages", hasSize(3))
        .body("evidence", hasSize(3))
        .body("ifPrimaryDied.candidate", everyItem(equalTo(replica)));
    when().delete("/api/v1/instances/names").then().statusCode(202);
  }

  private long newestEpoch() {
    Number epoch = when().get("/api/v1/instances/" + instance).path("epoch");
    return epoch.longValue();
  }

  private void observeNoName(String vantage, long epoch, String primary) {
    MemberObservation unresolved =
        MemberObservation.without(
            MemberId.of(primary), Outcome.DNS_FAILURE, "Failed to resolve 'redis-a'", 0);
    publish(
        new InstanceObserved(
            instance, Vantage.of(vantage), 1, Epoch.of(epoch), 1, List.of(unresolved)));
  }

  private String awaitElection(long epoch) {
    Awaitility.await().atMost(PATIENCE).until(() -> elected(epoch) != null);
    return elected(epoch);
  }

  private String elected(long epoch) {
    return when().get("/api/v1/instances/" + instance + "/failovers/" + epoch).path("elected");
  }

  /** Reports, as nodes do again and again, until the core shows both serving. */
  private void awaitServing(long epoch, String primary, String replica) {
    publish(
        new MemberFollowing(
            instance,
            MemberId.of(replica),
            node(replica),
            Epoch.of(epoch),
            MemberId.of(primary),
            Resync.FULL,
            Offset.of(10)));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              report(epoch, primary, MemberRole.PRIMARY, LinkState.NONE);
              report(epoch, replica, MemberRole.REPLICA, LinkState.UP);
              List<Boolean> serving =
                  when().get("/api/v1/instances/" + instance).path("members.serving");
              assertThat(serving).containsExactly(true, true);
              String condition = when().get("/api/v1/instances/" + instance).path("condition");
              assertThat(condition).isEqualTo("HEALTHY");
            });
  }

  private void join(long epoch, String member, String node) {
    publish(
        new MemberJoined(
            instance,
            MemberId.of(member),
            NodeId.of(node),
            Epoch.of(epoch),
            MemberRole.REPLICA,
            "replication",
            Offset.ZERO,
            false,
            false,
            0,
            null,
            true));
  }

  private void promote(long epoch, String member) {
    NodeId node = node(member);
    publish(
        new MemberPromoted(
            instance,
            MemberId.of(member),
            node,
            Epoch.of(epoch),
            "replication",
            Offset.of(10),
            new Address(ADDRESSES.get(node.value()), 6379)));
  }

  private void report(long epoch, String member, MemberRole role, LinkState link) {
    publish(
        new MemberReported(
            instance,
            MemberId.of(member),
            node(member),
            Epoch.of(epoch),
            role,
            true,
            false,
            "run-" + member,
            "replication",
            Offset.of(10),
            link,
            Duration.ZERO,
            true,
            1,
            role == MemberRole.PRIMARY ? 1 : 0,
            0,
            0,
            null,
            true,
            null));
  }

  private static NodeId node(String member) {
    return NodeId.of(member.endsWith("-1") ? "a" : "b");
  }

  private static NodeAnnounced announced(String node) {
    return new NodeAnnounced(
        NodeId.of(node), "local", node, ADDRESSES.get(node), 1024 * MB, 0, "redis 7.0.15");
  }

  private void publish(Event event) {
    bus.publish(event).await().atMost(PATIENCE);
  }

  private static void post(String path, String body, int status) {
    given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1" + path)
        .then()
        .statusCode(status);
  }
}
