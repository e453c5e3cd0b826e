package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.orchestrator.application.command.InMemoryBus;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running API over an in-memory bus with three nodes, and words to talk to it. */
abstract class ApiScenario {

  static final long MB = 1024L * 1024;

  final InMemoryBus bus = ApiTestBeans.BUS;

  @BeforeEach
  void threeNodes() {
    for (String zone : new String[] {"a", "b", "c"}) {
      bus.node(zone, zone, 1024 * MB, true);
    }
  }

  @AfterEach
  void forget() {
    bus.caughtUp(true);
    bus.failWith(null);
    bus.specs().forEach(spec -> bus.deleteInstance(spec.instance()));
  }

  void healthy(String name) {
    healthyWith(name, 6379, 2);
  }

  void healthyOn(String name, int port) {
    healthyWith(name, port, 2);
  }

  void healthyWith(String name, int port, int replicas) {
    post(
            "/instances",
            "{\"name\": \"%s\", \"port\": %d, \"replicas\": %d}".formatted(name, port, replicas))
        .statusCode(201);
    bus.provision(name);
  }

  static ValidatableResponse post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1" + path).then();
  }

  static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", notNullValue())
        .body("title", notNullValue())
        .body("detail", notNullValue())
        .body("instance", notNullValue())
        .body("stackTrace", nullValue());
  }
}
