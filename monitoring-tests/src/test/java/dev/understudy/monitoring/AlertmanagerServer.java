package dev.understudy.monitoring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.understudy.localstack.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An Alertmanager with the example of this checkout: its routes, groups and inhibitions. Only its
 * receivers are others, all webhooks to one place with the example's kind of authorization, and it
 * waits seconds where the example waits minutes.
 */
final class AlertmanagerServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final String GROUP_WAIT = "1s";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI root;

  private AlertmanagerServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * Starts one and returns when it is ready.
   *
   * @param folder for its configuration, data and log; must exist and be empty
   * @param webhook where every receiver's messages go
   * @param token a file with the bearer token for that
   */
  static AlertmanagerServer start(Program program, Path folder, URI webhook, Path token)
      throws IOException {
    Path configuration = folder.resolve("alertmanager.yml");
    new YAMLMapper().writeValue(configuration.toFile(), configuration(webhook, token));
    int port = FreePort.anywhere();
    Process process =
        new ProcessBuilder(
                program.path().toString(),
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    AlertmanagerServer server =
        new AlertmanagerServer(process, URI.create("http://127.0.0.1:" + port));
    try {
      await().atMost(START).until(server::ready);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static JsonNode configuration(URI webhook, Path token) {
    ObjectNode file = (ObjectNode) Checkout.yaml(Checkout.PROMETHEUS.resolve("alertmanager.yml"));
    ObjectNode route = (ObjectNode) file.path("route");
    route.put("group_wait", GROUP_WAIT).put("group_interval", GROUP_WAIT);
    for (JsonNode each : file.path("receivers")) {
      ObjectNode receiver = (ObjectNode) each;
      receiver.retain("name");
      ObjectNode hook = receiver.putArray("webhook_configs").addObject();
      hook.put("url", webhook.toString()).put("send_resolved", true);
      hook.putObject("http_config")
          .putObject("authorization")
          .put("credentials_file", token.toAbsolutePath().toString());
    }
    return file;
  }

  private boolean ready() throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("Alertmanager ended with status " + process.exitValue());
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(root.resolve("/-/ready")).timeout(ANSWER).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  URI url() {
    return root;
  }

  @Override
  public void close() {
    Program.end(process, STOP);
  }
}
