package dev.understudy.orchestrator.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.adapter.rest.ApiDescription.Operation;
import dev.understudy.orchestrator.adapter.rest.RequestGenerator.Request;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever it is asked, the API answers as its own description says. */
@QuarkusTest
@TestProfile(ApiAlone.class)
@Timeout(60)
class ApiFuzzTest extends ApiScenario {

  /** More, or others: {@code -Dunderstudy.fuzz.seed=7 -Dunderstudy.fuzz.rounds=1000}. */
  private static final long FIRST_SEED = Long.getLong("understudy.fuzz.seed", 1);

  private static final int ROUNDS = Integer.getInteger("understudy.fuzz.rounds", 40);
  private static final int REQUESTS_PER_ROUND = 60;
  private static final int MOST_SHOWN = 12;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void everyAnswerIsAsDescribed() throws Exception {
    ApiDescription api = describe();
    List<Operation> operations =
        api.operations().stream().filter(o -> o.path().startsWith(Api.ROOT)).toList();
    assertThat(operations).hasSizeGreaterThan(10);
    Set<String> answered = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long seed = FIRST_SEED + round;
      startAnew();
      Random random = new Random(seed);
      RequestGenerator generator = new RequestGenerator(api, random);
      for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
        if (bus.specs().stream().noneMatch(spec -> spec.instance().value().equals("fuzz"))) {
          startAnew();
        }
        Operation operation = operations.get(random.nextInt(operations.size()));
        Request request = generator.next(operation, members());
        HttpResponse<String> response = send(request);
        answered.add(operation + " " + response.statusCode());
        judge(api, operation, request, response)
            .ifPresent(why -> wrong.add(told(seed, request, response, why)));
      }
    }
    assertThat(wrong.stream().limit(MOST_SHOWN)).as("%d wrong answers", wrong.size()).isEmpty();
    for (Operation operation : operations) {
      assertThat(answered)
          .as("answers to %s that are no refusals", operation)
          .anyMatch(one -> one.startsWith(operation + " 2"));
    }
  }

  /** Else every answer would be as described. */
  @Test
  void theSchemasRefuseWhatIsNotLikeThem() throws IOException {
    ApiDescription api = describe();
    Operation nodes =
        api.operations().stream()
            .filter(operation -> operation.toString().equals("GET /api/v1/nodes"))
            .findFirst()
            .orElseThrow();
    JsonNode schema = nodes.answer(200).path("content").path("application/json").path("schema");
    for (String wrong : List.of("{}", "[7]", "[{\"node\": 7}]")) {
      assertThat(api.violations(schema, ApiDescription.JSON.readTree(wrong)))
          .as(wrong)
          .isNotEmpty();
    }
  }

  /** Their numbers rise from round to round: a member's name is never used again. */
  private List<String> members() {
    return bus.specs().stream()
        .flatMap(spec -> spec.memberIds().stream())
        .map(MemberId::value)
        .sorted()
        .toList();
  }

  private void startAnew() {
    forget();
    threeNodes();
    // A node is left for another replica.
    healthyWith("fuzz", 6379, 1);
  }

  private static ApiDescription describe() throws IOException {
    return new ApiDescription(
        given().queryParam("format", "json").get("/q/openapi").then().extract().asString());
  }

  private static String told(
      long seed, Request request, HttpResponse<String> response, String why) {
    return "\n-Dunderstudy.fuzz.seed=%d -Dunderstudy.fuzz.rounds=1: %s\n%d %s %s\n%s"
        .formatted(
            seed,
            request,
            response.statusCode(),
            response.headers().firstValue("content-type").orElse("no content type"),
            response.body(),
            why);
  }

  private static HttpResponse<String> send(Request request) throws Exception {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + request.path()))
            .timeout(Duration.ofSeconds(10))
            .header("Accept", request.accept());
    if (!request.contentType().isEmpty() && request.body() != null) {
      http.header("Content-Type", request.contentType());
    }
    http.method(
        request.method(),
        request.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(request.body()));
    return HTTP.send(http.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What is wrong with an answer. */
  private static Optional<String> judge(
      ApiDescription api, Operation operation, Request request, HttpResponse<String> response)
      throws IOException {
    try {
      check(api, operation, request, response);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e.getMessage());
    }
  }

  private static void check(
      ApiDescription api, Operation operation, Request request, HttpResponse<String> response)
      throws IOException {
    int status = response.statusCode();
    assertThat(status).as("the status").isNotEqualTo(503).isLessThan(504).isNotEqualTo(500);
    JsonNode answer = operation.answer(status);
    assertThat(answer.isMissingNode()).as("status %d is not described", status).isFalse();
    JsonNode content = answer.path("content");
    if (content.isEmpty()) {
      assertThat(response.body()).as("the body of an answer that has none").isEmpty();
      return;
    }
    String mediaType =
        response.headers().firstValue("content-type").orElse("none").replaceAll(";.*", "");
    assertThat(content.has(mediaType)).as("content type %s is described", mediaType).isTrue();
    JsonNode body = ApiDescription.JSON.readTree(response.body());
    assertThat(api.violations(content.path(mediaType).path("schema"), body))
        .as("how the answer differs from its schema")
        .isEmpty();
    if (status >= 400) {
      checkProblem(request, status, body);
    }
  }

  private static void checkProblem(Request request, int status, JsonNode problem) {
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).as("detail").isNotBlank().hasSizeLessThan(4_000);
    assertThat(problem.toString())
        .as("words of the programming language")
        .doesNotContain("java.", "Exception", "dev.understudy.");
    if (status == 400 && request.json()) {
      assertThat(problem.path("violations")).as("the violations").isNotEmpty();
      assertThat(problem.path("violations"))
          .allSatisfy(one -> assertThat(one.path("message").asText()).isNotBlank());
    }
  }
}
