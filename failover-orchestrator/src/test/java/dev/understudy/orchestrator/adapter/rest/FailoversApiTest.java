package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
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
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.Condition;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of primary by way of the API: what it starts, and what it tells of them. */
@QuarkusTest
@TestProfile(ApiAlone.class)
class FailoversApiTest extends ApiScenario {

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
}
