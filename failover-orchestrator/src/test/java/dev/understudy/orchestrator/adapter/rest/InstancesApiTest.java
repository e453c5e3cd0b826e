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

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Instances, replicas and their settings by way of the API. */
@QuarkusTest
@TestProfile(ApiAlone.class)
class InstancesApiTest extends ApiScenario {

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
