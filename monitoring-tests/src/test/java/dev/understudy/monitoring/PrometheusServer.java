package dev.understudy.monitoring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.localstack.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Prometheus with this checkout's configuration and rules that scrapes a running stack; {@link
 * PrometheusPlan} says what is different.
 */
final class PrometheusServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI root;

  private PrometheusServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * Starts one and returns when it is ready.
   *
   * @param folder for its configuration, data and log; must exist and be empty
   */
  static PrometheusServer start(
      Program program, Path folder, List<Service> services, PrometheusPlan plan)
      throws IOException {
    configure(folder, services, plan);
    int port = FreePort.anywhere();
    Process process =
        new ProcessBuilder(
                program.path().toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      await().atMost(START).until(server::ready);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static void configure(Path folder, List<Service> services, PrometheusPlan plan)
      throws IOException {
    plan.write(folder);
    Map<String, StringBuilder> targets = new TreeMap<>();
    for (Service service : services) {
      String job = service.name().replaceFirst("-[a-c]$", "");
      targets
          .computeIfAbsent(job, name -> new StringBuilder("- targets:\n"))
          .append("    - ")
          .append(service.url().getAuthority())
          .append('\n');
    }
    for (Map.Entry<String, StringBuilder> each : targets.entrySet()) {
      Files.writeString(folder.resolve("targets").resolve(each.getKey() + ".yml"), each.getValue());
    }
  }

  private boolean ready() throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus ended with status " + process.exitValue());
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  /** What an expression is now: Prometheus' list of series. */
  JsonNode query(String expression) {
    return data("/api/v1/query?query=" + encoded(expression)).path("result");
  }

  /**
   * What an expression has been.
   *
   * @return Prometheus' list of series, each with its values
   */
  JsonNode queryRange(String expression, Duration back, Duration step) {
    Instant end = Instant.now();
    return data("/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
            .formatted(
                encoded(expression),
                end.minus(back).getEpochSecond(),
                end.getEpochSecond(),
                step.toSeconds()))
        .path("result");
  }

  /** Every rule with its state. */
  JsonNode rules() {
    return data("/api/v1/rules").path("groups");
  }

  private JsonNode data(String path) {
    try {
      HttpResponse<String> response = get(path);
      if (response.statusCode() != 200) {
        throw new AssertionError(path + " was answered with " + response.body());
      }
      return JSON.readTree(response.body()).path("data");
    } catch (IOException e) {
      throw new AssertionError(path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path + ": interrupted", e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER).build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    Program.end(process, STOP);
  }
}
