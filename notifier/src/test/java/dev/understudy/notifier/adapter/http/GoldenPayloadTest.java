package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.standardwebhooks.Webhook;
import dev.understudy.notifier.AlertNews;
import dev.understudy.notifier.Golden;
import dev.understudy.notifier.News;
import dev.understudy.notifier.domain.Batch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each receiver gets is kept in {@code golden/}. After an intended change: see Golden. */
class GoldenPayloadTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final Map<String, MessageFormat> FORMATS =
      Map.of(
          "webhook",
          new StandardWebhook(List.of(new Webhook(new byte[32])), Clock.systemUTC()),
          "slack",
          new SlackFormat(),
          "teams",
          new TeamsFormat(),
          "pagerduty",
          new PagerDutyFormat("the-routing-key"),
          "alertmanager",
          new AlertmanagerFormat(Map.of("site", "lab"), Duration.ofHours(24), Map.of()));

  static Stream<Arguments> payloads() {
    return FORMATS.keySet().stream()
        .flatMap(
            format ->
                batches(FORMATS.get(format)).entrySet().stream()
                    .map(batch -> Arguments.of(format, batch.getKey(), batch.getValue())));
  }

  private static Map<String, Batch> batches(MessageFormat format) {
    News demo = News.of("demo");
    AlertNews alerts = AlertNews.of("demo");
    Map<String, Batch> singles =
        Map.of(
            "started", Batch.of(demo.started()),
            "completed", Batch.of(demo.completed()),
            "failed", Batch.of(demo.failed()),
            "resumed", Batch.of(demo.resumed()),
            "blocked", Batch.of(demo.blocked()),
            "alert-raised", Batch.of(alerts.lagging()),
            "alert-worse", Batch.of(alerts.laggingMore()),
            "alert-resolved", Batch.of(alerts.caughtUp()),
            "alert-quarantined", Batch.of(alerts.quarantined()));
    if (!format.groups()) {
      return singles;
    }
    Map<String, Batch> all = new HashMap<>(singles);
    all.put(
        "group", new Batch(List.of(demo.started(), News.of("other").blocked(), demo.completed())));
    all.put("alert-group", new Batch(List.of(alerts.nobodyCouldTakeOver(), alerts.caughtUp())));
    return all;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("payloads")
  void looksAsBefore(String format, String name, Batch batch) throws IOException {
    String json = JSON.writeValueAsString(FORMATS.get(format).body(batch)) + "\n";
    assertThat(Golden.file(format + "-" + name + ".json", json)).hasContent(json);
  }
}
