package dev.understudy.localstack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The orchestrator's REST API as a client sees it. Safe for use by several threads. */
public final class OrchestratorApi {

  private static final String INSTANCES = "/api/v1/instances";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 50;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final HttpClient http;
  private final URI root;

  public OrchestratorApi(HttpClient http, URI root) {
    this.http = http;
    this.root = root;
  }

  /** Creates an instance. */
  public JsonNode create(NewInstance instance) {
    return send("POST", INSTANCES, instance);
  }

  /**
   * Creates an instance unless there is one of its name. Soon after a start, the nodes may not have
   * announced themselves yet: then it is tried again.
   *
   * @param patience for how long
   */
  public void ensure(NewInstance instance, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!tryCreate(instance, System.nanoTime() > deadline)) {
      new CompletableFuture<Void>()
          .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
          .join();
    }
  }

  private boolean tryCreate(NewInstance instance, boolean lastTry) {
    try {
      if (!exists(instance.name())) {
        create(instance);
      }
      return true;
    } catch (ApiFailure e) {
      boolean tooEarly = e.status() == CONFLICT || e.status() == UNAVAILABLE;
      if (lastTry || !tooEarly) {
        throw e;
      }
      return false;
    }
  }

  private boolean exists(String name) {
    try {
      instance(name);
      return true;
    } catch (ApiFailure e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Shows an instance. */
  public JsonNode instance(String name) {
    return send("GET", INSTANCES + "/" + name, null);
  }

  /** Asks a replica to take over. */
  public JsonNode switchover(String name, String target) {
    return send("POST", INSTANCES + "/" + name + "/switchover", Map.of("target", target));
  }

  /** Asks for another primary, whoever is best. */
  public JsonNode switchover(String name) {
    return send("POST", INSTANCES + "/" + name + "/switchover", Map.of());
  }

  /** An instance's changes of primary. */
  public JsonNode failovers(String name) {
    return send("GET", INSTANCES + "/" + name + "/failovers", null);
  }

  /**
   * Any request.
   *
   * @param body written as JSON; null for none
   * @return the answer's JSON; a missing node if it has none
   * @throws ApiFailure if the status isn't 2xx
   */
  public JsonNode send(String method, String path, Object body) {
    try {
      HttpRequest.BodyPublisher publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve(path))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .header("Accept", "application/json, application/problem+json")
              .method(method, publisher)
              .build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return read(method + " " + path, response);
    } catch (IOException e) {
      throw new ApiFailure(0, method + " " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiFailure(0, method + " " + path + ": interrupted", e);
    }
  }

  private static JsonNode read(String what, HttpResponse<String> response)
      throws JsonProcessingException {
    if (response.statusCode() / 100 != 2) {
      throw new ApiFailure(
          response.statusCode(),
          what + " was answered with " + response.statusCode() + " " + response.body(),
          null);
    }
    return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
  }
}
