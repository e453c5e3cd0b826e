package dev.understudy.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.Topics;
import dev.understudy.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every service says of how far it is behind, on a real broker. */
@QuarkusTest
@QuarkusTestResource(
    value = KafkaForTests.class,
    initArgs = @ResourceArg(name = "understudy.dns.embedded.port", value = "{port}"))
class ConsumerLagTest {

  private static final int RECORDS = 20;

  @Inject EventBus bus;
  @Inject HangingReader reader;

  @ConfigProperty(name = "quarkus.http.test-port")
  int httpPort;

  /** All of them are fetched at once: by the consumer's position, nothing would be behind. */
  @Test
  @Timeout(60)
  void countsWhatAHandlerThatHangsHasNotHandled() {
    await().until(() -> scrape().contains(lag(0)));
    for (int i = 0; i < RECORDS; i++) {
      bus.publishTombstone(Topics.HEALTH, "demo").await().atMost(Duration.ofSeconds(5));
    }
    await().untilAsserted(() -> assertThat(scrape()).contains(lag(RECORDS)));
    reader.release();
    await().untilAsserted(() -> assertThat(scrape()).contains(lag(0)));
  }

  private static String lag(int records) {
    return "understudy_consumer_lag_records{topic=\"understudy.health\"} " + records + ".0\n";
  }

  private String scrape() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + httpPort + "/q/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
