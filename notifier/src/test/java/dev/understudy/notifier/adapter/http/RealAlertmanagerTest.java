package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.understudy.localstack.process.FreePort;
import dev.understudy.notifier.AlertNews;
import dev.understudy.notifier.Alerts;
import dev.understudy.notifier.Decisions;
import dev.understudy.notifier.News;
import dev.understudy.notifier.domain.Batch;
import dev.understudy.notifier.domain.Notification;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Alertmanager itself makes of our alerts. */
@Timeout(60)
class RealAlertmanagerTest {

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/prometheus-alertmanager"), Path.of("/usr/bin/alertmanager"));
  private static final String SETTINGS =
      """
      route: {receiver: nobody}
      receivers: [{name: nobody}]
      """;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private Process process;
  private URI address;

  @BeforeEach
  void start() throws IOException {
    var program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(program.isPresent(), "no Alertmanager is installed: none of " + PROGRAMS);
    address = URI.create("http://127.0.0.1:" + FreePort.anywhere());
    Path settings = Files.writeString(folder.resolve("alertmanager.yml"), SETTINGS);
    process =
        new ProcessBuilder(
                program.get().toString(),
                "--config.file=" + settings,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=" + address.getAuthority(),
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> status("/-/ready") == 200);
  }

  @AfterEach
  void stop() throws InterruptedException {
    vertx.closeAndAwait();
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private int status(String path) throws IOException, InterruptedException {
    return get(path).statusCode();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** The events of the alerts that are active now. */
  private List<String> active() throws IOException, InterruptedException {
    return JSON.readTree(get("/api/v2/alerts").body()).findValues("labels").stream()
        .map((JsonNode labels) -> labels.path("event").asText())
        .sorted()
        .toList();
  }

  private List<String> activeSeverities() throws IOException, InterruptedException {
    return JSON.readTree(get("/api/v2/alerts").body()).findValues("labels").stream()
        .map((JsonNode labels) -> labels.path("severity").asText())
        .toList();
  }

  private void tell(Notification notification) {
    HttpPost post =
        new HttpPost(
            WebClient.create(vertx),
            new TargetPolicy(true),
            Clock.systemUTC(),
            Duration.ofSeconds(5));
    AlertmanagerFormat format =
        new AlertmanagerFormat(Map.of("site", "lab"), Duration.ofHours(1), Map.of());
    URI url = address.resolve("/api/v2/alerts");
    String answer =
        new HttpChannel("alertmanager:test", url, format, post, JSON)
            .send(Batch.of(notification))
            .await()
            .atMost(Duration.ofSeconds(10));
    assertThat(answer).isEqualTo("HTTP 200");
  }

  private static News at(Duration ago) {
    return new News(new Decisions("demo"), Instant.now().minus(ago));
  }

  @Test
  void aFailoverThatWorksEndsAllAlertsAndNoOtherDoes() throws Exception {
    tell(at(Duration.ofSeconds(30)).blocked());
    tell(at(Duration.ofSeconds(20)).started());
    tell(at(Duration.ofSeconds(10)).failed());
    assertThat(active()).containsExactly("failover.blocked", "failover.failed", "failover.started");
    tell(at(Duration.ofSeconds(1)).completed());
    assertThat(active()).isEmpty();
  }

  @Test
  void anAlertIsOneAlertHoweverSevereAndEnds() throws Exception {
    AlertNews news = new AlertNews(new Alerts("demo"), Instant.now().minus(Duration.ofMinutes(3)));
    tell(news.lagging());
    assertThat(activeSeverities()).containsExactly("warning");
    tell(news.laggingMore());
    assertThat(activeSeverities()).containsExactly("critical");
    tell(news.caughtUp());
    assertThat(activeSeverities()).isEmpty();
  }

  @Test
  void anEndOfWhatNeverBeganIsTaken() throws Exception {
    tell(at(Duration.ofSeconds(1)).resumed());
    assertThat(active()).isEmpty();
  }

  @Test
  void theNextFailoverIsANewAlert() throws Exception {
    tell(at(Duration.ofSeconds(30)).started());
    tell(at(Duration.ofSeconds(20)).completed());
    tell(at(Duration.ofSeconds(10)).started());
    assertThat(active()).containsExactly("failover.started");
  }
}
