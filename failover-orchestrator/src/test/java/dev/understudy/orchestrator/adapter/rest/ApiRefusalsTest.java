package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

/** What the API refuses, and in which words. */
@QuarkusTest
@TestProfile(ApiAlone.class)
class ApiRefusalsTest extends ApiScenario {

  @Test
  void namesEveryFieldThatIsWrong() {
    problem(
            post(
                "/instances",
                """
                {"name": "Not A Name", "replicas": 99, "port": 0, "password": "short"}
                """),
            400)
        .body("violations.field", hasItem("name"))
        .body("violations.field", hasItem("replicas"))
        .body("violations.field", hasItem("port"))
        .body("violations.field", hasItem("password"))
        .body("violations.find { it.field == 'replicas' }.message", equalTo("must be 0 to 15"))
        .body("detail", containsString("port must be 1 to 65535"))
        .body("detail", not(containsString("short")));
  }

  @Test
  void hasNoDiagnosisOfWhatThereIsNot() {
    healthy("orders");

    problem(when().get("/api/v1/instances/order/diagnosis").then(), 404)
        .body("detail", containsString("orders"));
  }

  @Test
  void namesTheFieldThatAContractRefuses() {
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"failoverTimeout\": \"PT1H\"}}",
        "highAvailability.failoverTimeout",
        "must be PT0.5S to PT10M");
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"cooldown\": \"ten minutes\"}}",
        "highAvailability.cooldown",
        "must be an ISO 8601 duration such as PT45S or PT10M");
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"maxLossBytes\": -1}}",
        "highAvailability.maxLossBytes",
        "must be 0 or more");
    invalid(
        "{\"name\": \"x\", \"profile\": \"huge\"}",
        "profile",
        "must be one of nano, small, medium, large");
    invalid(
        "{\"name\": \"x\", \"profile\": {\"maxMemoryBytes\": 1}}",
        "profile.maxMemoryBytes",
        "must be 16777216 (16 MB) to 1099511627776 (1 TB)");
    invalid("{\"name\": \"x\", \"profile\": {}}", "profile.maxMemoryBytes", "is required");
    invalid("{}", "name", "is required");
    invalid(
        "{\"name\": \"x\", \"replicas\": 1, \"highAvailability\": {\"synchronousReplicas\": 2}}",
        "highAvailability.synchronousReplicas",
        "must be 0 to 1, the number of replicas");
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"synchronousReplicas\": -1}}",
        "highAvailability.synchronousReplicas",
        "must be 0 or more");
  }

  @Test
  void namesUnknownFieldsAndWrongTypes() {
    invalid(
        "{\"name\": \"x\", \"replica\": 1}",
        "replica",
        "is unknown; known here: highAvailability, name, password, port, profile, replicas");
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"auto\": true}}",
        "highAvailability.auto",
        "is unknown; known here: autoFailover, cooldown, failoverTimeout, maxLossBytes,"
            + " synchronousReplicas");
    invalid("{\"name\": \"x\", \"replicas\": \"2\"}", "replicas", "must be a whole number");
    invalid("{\"name\": \"x\", \"replicas\": 2.5}", "replicas", "must be a whole number");
    invalid("{\"name\": \"x\", \"replicas\": []}", "replicas", "must be a whole number");
    invalid("{\"name\": 7}", "name", "must be a string");
    invalid("{\"name\": {}}", "name", "must be a string");
    invalid(
        "{\"name\": \"x\", \"highAvailability\": {\"autoFailover\": \"yes\"}}",
        "highAvailability.autoFailover",
        "must be true or false");
    invalid(
        "{\"name\": \"x\", \"profile\": 5}",
        "profile",
        "must be one of nano, small, medium, large, or an object with maxMemoryBytes");
    invalid("[]", "", "must be a JSON object");
    invalid("\"text\"", "", "must be a JSON object");
  }

  @Test
  void tellsWhereTheBodyStopsBeingJson() {
    problem(post("/instances", "{\n  \"name\": orders\n}"), 400)
        .body("detail", matchesPattern("the body is not JSON: see line 2, column \\d+"));
    problem(post("/instances", "{\"name\": \"x\", \"name\": \"y\"}"), 400)
        .body("detail", containsString("line 1"));
    problem(post("/instances", "{\"name\": \"x\"} {}"), 400);
    problem(post("/instances", ""), 400).body("detail", containsString("the body must be"));
    problem(post("/instances", "null"), 400).body("detail", containsString("the body must be"));
  }

  @Test
  void refusesOtherPathsMethodsAndMediaTypes() {
    problem(when().get("/api/v1/nothing").then(), 404).body("detail", containsString("/q/openapi"));
    problem(when().put("/api/v1/instances").then(), 405);
    problem(given().contentType(ContentType.TEXT).body("x").post("/api/v1/instances").then(), 415);
    problem(
        given().contentType(ContentType.URLENC).post("/api/v1/instances/x/switchover").then(), 415);
  }

  @Test
  void namesTheNearestInstances() {
    healthy("carts");
    healthyOn("users", 7001);
    problem(when().get("/api/v1/instances/cart").then(), 404)
        .body("detail", equalTo("there is no instance cart; the nearest are carts, users"))
        .body("instance", equalTo("/api/v1/instances/cart"));
    problem(when().get("/api/v1/instances/No%20Name!").then(), 404);
    problem(when().get("/api/v1/instances/carts/replicas/carts-9").then(), 404);
    problem(when().delete("/api/v1/instances/cart").then(), 404);
  }

  @Test
  void tellsWhatAConflictIs() {
    healthy("conflict");
    problem(post("/instances", "{\"name\": \"conflict\"}"), 409)
        .body("type", equalTo("urn:understudy:problem:name-taken"))
        .body("title", equalTo("Name taken"));
    problem(post("/instances", "{\"name\": \"other\", \"replicas\": 3}"), 409)
        .body("type", equalTo("urn:understudy:problem:not-enough-nodes"))
        .body("detail", containsString("needs 4 nodes with 64 MB free and port 6379 unused"));
    problem(when().delete("/api/v1/instances/conflict/replicas/conflict-1").then(), 409)
        .body("type", equalTo("urn:understudy:problem:member-is-primary"));
  }

  @Test
  void answersNothingBeforeItHasCaughtUp() {
    bus.caughtUp(false);
    problem(when().get("/api/v1/instances").then(), 503).header("Retry-After", "1");
  }

  @Test
  void saysThatTheBusIsOutOfReach() {
    bus.failWith(new IllegalStateException("no broker at 10.0.0.1"));
    problem(post("/instances", "{\"name\": \"unlucky\"}"), 503)
        .body("detail", containsString("may or may not have happened"))
        .body("detail", not(containsString("10.0.0.1")));
  }

  private static void invalid(String body, String field, String message) {
    problem(post("/instances", body), 400)
        .body("violations[0].field", equalTo(field))
        .body("violations[0].message", equalTo(message));
  }
}
