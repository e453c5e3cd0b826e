package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.Condition;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API does. */
@QuarkusTest
@TestProfile(ApiAlone.class)
class ApiTest extends ApiScenario {

  @Test
  void createsAnInstanceAndShowsItsPasswordOnce() {
    post("/instances", "{\"name\": \"create\"}")
        .statusCode(201)
        .header("Location", endsWith("/api/v1/instances/create"))
        .header("Cache-Control", "no-store")
        .body("name", equalTo("create"))
        .body("revision", equalTo(1))
        .body("port", equalTo(6379))
        .body("profile.name", equalTo("nano"))
        .body("condition", equalTo("PROVISIONING"))
        .body("highAvailability.failoverTimeout", equalTo("PT45S"))
        .body("members.member", contains("create-1", "create-2", "create-3"))
        .body("password", matchesPattern("[A-Za-z0-9_-]{32}"));
    when()
        .get("/api/v1/instances/create")
        .then()
        .statusCode(200)
        .body("members", hasSize(3))
        .body("password", nullValue());
  }

  @Test
  void takesEverySetting() {
    post(
            "/instances",
            """
            {"name": "settings", "replicas": 0, "profile": {"maxMemoryBytes": 134217728},
             "port": 7000, "password": "correct-horse-battery",
             "highAvailability": {"autoFailover": false, "failoverTimeout": "PT2S",
                                  "maxLossBytes": 5, "cooldown": "PT0S"}}
            """)
        .statusCode(201)
        .body("members", hasSize(1))
        .body("profile.name", equalTo("custom"))
        .body("profile.maxMemoryBytes", equalTo(134217728))
        .body("port", equalTo(7000))
        .body("highAvailability.autoFailover", equalTo(false))
        .body("highAvailability.failoverTimeout", equalTo("PT2S"))
        .body("highAvailability.maxLossBytes", equalTo(5))
        .body("highAvailability.cooldown", equalTo("PT0S"))
        .body("password", nullValue());
  }

  @Test
  void showsTheTopology() {
    healthy("show");
    when()
        .get("/api/v1/instances/show")
        .then()
        .body("condition", equalTo("HEALTHY"))
        .body("epoch", equalTo(1))
        .body("primary", equalTo("show-1"))
        .body("members[1].node", equalTo("b"))
        .body("members[1].zone", equalTo("b"))
        .body("members[1].address.host", equalTo("127.0.1.2"))
        .body("members[1].role", equalTo("REPLICA"))
        .body("members[1].serving", equalTo(true))
        .body("members[1].priority", equalTo(100));
    when().get("/api/v1/instances").then().body("name", contains("show"));
    when().get("/api/v1/instances/show/replicas/show-2").then().body("node", equalTo("b"));
    when()
        .get("/api/v1/nodes")
        .then()
        .body("node", contains("a", "b", "c"))
        .body("[0].members", contains("show-1"))
        .body("[0].freeBytes", equalTo((int) (960 * MB)));
  }

  @Test
  void changesHighAvailability() {
    healthy("patch");
    given()
        .contentType(ContentType.JSON)
        .body("{\"failoverTimeout\": \"PT1S\"}")
        .patch("/api/v1/instances/patch/high-availability")
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("highAvailability.failoverTimeout", equalTo("PT1S"))
        .body("highAvailability.autoFailover", equalTo(true));
    problem(
            given()
                .contentType(ContentType.JSON)
                .body("{\"failoverTimeout\": \"PT0.1S\"}")
                .patch("/api/v1/instances/patch/high-availability")
                .then(),
            400)
        .body("violations[0].field", equalTo("failoverTimeout"))
        .body("violations[0].message", equalTo("must be PT0.5S to PT10M"));
  }

  @Test
  void changesWhenPeopleAreTold() {
    healthyWith("told", 6379, 1);
    when()
        .get("/api/v1/instances/told/alerts")
        .then()
        .statusCode(200)
        .body("alerts", empty())
        .body("thresholds.lagWarning", equalTo("PT0.1S"));
    given()
        .contentType(ContentType.JSON)
        .body("{\"lagWarning\": \"PT2S\", \"memoryPercent\": 80}")
        .patch("/api/v1/instances/told/alerts")
        .then()
        .statusCode(200)
        .body("thresholds.lagWarning", equalTo("PT2S"))
        .body("thresholds.memoryPercent", equalTo(80))
        .body("thresholds.lagCritical", equalTo("PT10S"));
    problem(
            given()
                .contentType(ContentType.JSON)
                .body("{\"lagWarning\": \"PT20S\"}")
                .patch("/api/v1/instances/told/alerts")
                .then(),
            400)
        .body("violations[0].field", equalTo("lagCritical"))
        .body("violations[0].message", equalTo("must be PT20S to PT1H"));
  }

  @Test
  void addsAndRemovesReplicas() {
    healthyWith("scale", 6379, 1);
    post("/instances/scale/replicas", "{\"node\": \"c\", \"priority\": 0}")
        .statusCode(201)
        .header("Location", endsWith("/api/v1/instances/scale/replicas/scale-3"))
        .body("member", equalTo("scale-3"))
        .body("node", equalTo("c"))
        .body("priority", equalTo(0));
    when().delete("/api/v1/instances/scale/replicas/scale-3").then().statusCode(202);
    when()
        .get("/api/v1/instances/scale")
        .then()
        .body("members.member", contains("scale-1", "scale-2"));
    problem(post("/instances/scale/replicas", "{\"priority\": 1001}"), 400)
        .body("violations[0].field", equalTo("priority"));
    problem(post("/instances/scale/replicas", "{\"node\": \"z\"}"), 400)
        .body("violations[0].message", containsString("must be one of a, b, c"));
    problem(post("/instances/scale/replicas", ""), 400);
  }

  @Test
  void switchesOver() {
    healthy("switch");
    post("/instances/switch/switchover", "{\"target\": \"switch-2\"}")
        .statusCode(202)
        .header("Location", endsWith("/api/v1/instances/switch/failovers/2"))
        .body("epoch", equalTo(2))
        .body("cause", equalTo("SWITCHOVER"))
        .body("deposed", equalTo("switch-1"))
        .body("target", equalTo("switch-2"));
    when()
        .get("/api/v1/instances/switch/failovers/2")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("IN_PROGRESS"))
        .body("timeline.suspectedAt", notNullValue())
        .body("evidence[0].source", equalTo("api"));
    problem(post("/instances/switch/switchover", "{}"), 409)
        .body("type", equalTo("urn:understudy:problem:epoch-open"));
  }

  @Test
  void showsWhatAFormerPrimaryGaveUp() {
    healthy("salvage");
    bus.read(quarantined("/data/salvage/salvage-1-epoch-0.rdb", null, "no answer"));
    bus.read(quarantined("/data/salvage/salvage-1-epoch-0.rdb", 12L, null));
    when()
        .get("/api/v1/instances/salvage/failovers/1")
        .then()
        .body("salvage.member", equalTo("salvage-1"))
        .body("salvage.node", equalTo("a"))
        .body("salvage.path", equalTo("/data/salvage/salvage-1-epoch-0.rdb"))
        .body("salvage.divergingBytes", equalTo(512))
        .body("salvage.keysDiffering", equalTo(12))
        .body("salvage.complete", equalTo(true))
        .body("salvage.problem", nullValue());
    post("/instances/salvage/switchover", "{}").statusCode(202);
    when().get("/api/v1/instances/salvage/failovers/2").then().body("salvage", nullValue());
  }

  private static MemberQuarantined quarantined(String path, Long keys, String problem) {
    return new MemberQuarantined(
        InstanceId.of("salvage"),
        MemberId.of("salvage-1"),
        NodeId.of("a"),
        Epoch.of(1),
        Epoch.NONE,
        path,
        512,
        keys,
        keys != null,
        problem);
  }

  @Test
  void showsWhatPermitsThePrimaryToWrite() {
    healthy("lease");
    when().get("/api/v1/instances/lease").then().body("members[0].lease", nullValue());
    InstanceSpec spec = bus.spec(InstanceId.of("lease")).orElseThrow();
    bus.read(MachineOnBus.report(spec, spec.members().get(0), Epoch.of(1), true));
    bus.read(MachineOnBus.report(spec, spec.members().get(1), Epoch.of(1), false));
    bus.read(
        new MemberFailsafeEnded(
            InstanceId.of("lease"),
            MemberId.of("lease-1"),
            NodeId.of("a"),
            Epoch.of(1),
            Duration.ofMillis(57_250),
            LeaseState.NONE));
    when()
        .get("/api/v1/instances/lease")
        .then()
        .body("members[0].lease", equalTo("HELD"))
        .body("members[0].lastFailsafe.epoch", equalTo(1))
        .body("members[0].lastFailsafe.lastedMillis", equalTo(57_250))
        .body("members[0].lastFailsafe.lease", equalTo("NONE"))
        .body("members[0].lastFailsafe.endedAt", equalTo("1970-01-01T00:00:00Z"))
        .body("members[1].lease", nullValue())
        .body("members[1].lastFailsafe", nullValue());
    when().get("/api/v1/instances/lease/replicas/lease-1").then().body("lease", equalTo("HELD"));
  }

  @Test
  void forcesIfAsked() {
    healthy("force");
    bus.show("force", Condition.BLOCKED, null, List.of());
    problem(post("/instances/force/switchover", "{}"), 409)
        .body("detail", containsString("\"force\": true"));
    post("/instances/force/switchover", "{\"force\": true}")
        .statusCode(202)
        .body("cause", equalTo("FORCED"));
  }

  @Test
  void listsFailoversInPages() {
    healthy("pages");
    bus.read(
        new FailoverBlocked(
            InstanceId.of("pages"),
            Epoch.of(1),
            Cause.PRIMARY_DEAD,
            BlockReason.QUORUM_NOT_REACHED,
            "a, b say down, c says up",
            List.of(),
            List.of(new Evidence("vantage a", "silent for 45 s"))));
    post("/instances/pages/switchover", "{}").statusCode(202);
    given()
        .queryParam("limit", 1)
        .get("/api/v1/instances/pages/failovers")
        .then()
        .statusCode(200)
        .header("Link", containsString("before=2"))
        .body("epoch", contains(2));
    given()
        .queryParam("before", 2)
        .get("/api/v1/instances/pages/failovers")
        .then()
        .header("Link", nullValue())
        .body("epoch", contains(1))
        .body("[0].outcome", equalTo("SUPERSEDED"))
        .body("[0].elected", equalTo("pages-1"))
        .body("[0].blocked[0].reason", equalTo("QUORUM_NOT_REACHED"))
        .body("[0].blocked[0].explanation", equalTo("a, b say down, c says up"));
    problem(given().queryParam("limit", 0).get("/api/v1/instances/pages/failovers").then(), 400)
        .body("violations[0].field", equalTo("limit"))
        .body("violations[0].message", equalTo("must be 1 to 500"));
    problem(when().get("/api/v1/instances/pages/failovers/9").then(), 404)
        .body("detail", equalTo("pages has no epoch 9; the newest is 2"));
    problem(when().get("/api/v1/instances/pages/failovers/x").then(), 404);
  }

  @Test
  void acknowledges() {
    healthy("ack");
    post("/instances/ack/failover-acknowledgement", "{\"by\": \"ada\"}")
        .statusCode(202)
        .body("epoch", equalTo(1))
        .body("by", equalTo("ada"));
    problem(post("/instances/ack/failover-acknowledgement", "{\"by\": \" \"}"), 400)
        .body("violations[0].field", equalTo("by"));
  }

  @Test
  void deletes() {
    healthy("delete");
    when().delete("/api/v1/instances/delete").then().statusCode(202);
    problem(when().get("/api/v1/instances/delete").then(), 404);
  }

  @Test
  void describesItself() {
    given()
        .queryParam("format", "json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("Understudy"))
        .body("paths.'/api/v1/instances'.post.summary", equalTo("A new instance"))
        .body("components.schemas.CreateInstance.properties.password.writeOnly", equalTo(true))
        .body(
            "paths.'/api/v1/instances/{name}'.get.parameters[0].description",
            equalTo("The instance's name"))
        .body(
            "paths.'/api/v1/instances/{name}/switchover'.post.responses.'202'.content"
                + ".'application/json'.schema.$ref",
            endsWith("/SwitchoverStarted"))
        .body("components.schemas.ProfileRequest.type", nullValue())
        .body("components.schemas.ProfileRequest.oneOf", hasSize(2))
        .body("components.schemas.Failover.properties.millisSinceSuspected", notNullValue());
  }
}
