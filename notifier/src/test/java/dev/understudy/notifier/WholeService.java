package dev.understudy.notifier;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.bus.EventCodec;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/** The whole service between real servers, and what a test asks about it. */
abstract class WholeService {

  Surroundings surroundings;

  @TestHTTPResource("/q/")
  URI management;

  void publish(Event... events) throws Exception {
    for (Event event : events) {
      surroundings.publish(event, Instant.now());
    }
  }

  static ConditionFactory waiting() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50));
  }

  List<NotificationAttempted> receipts(String instance) {
    return surroundings.read(Topics.NOTIFICATIONS, instance).stream()
        .map(record -> EventCodec.decode(record.headers(), record.value()).orElseThrow())
        .map(NotificationAttempted.class::cast)
        .toList();
  }

  List<DeliveryOutcome> outcomes(String instance, String channel) {
    return receipts(instance).stream()
        .filter(receipt -> receipt.channel().equals(channel))
        .map(NotificationAttempted::outcome)
        .toList();
  }

  long delivered(String instance, String channel) {
    return outcomes(instance, channel).stream()
        .filter(outcome -> outcome == DeliveryOutcome.DELIVERED)
        .count();
  }

  List<String> deadLetters(String instance, String channel) {
    return surroundings.read(Topics.deadLetters(Topics.NOTIFICATIONS), instance).stream()
        .filter(record -> record.key().endsWith("/" + channel))
        .map(record -> record.headers().lastHeader("understudy-dead-letter-reason").value())
        .map(reason -> new String(reason, StandardCharsets.UTF_8))
        .toList();
  }

  static JsonNode json(String body) {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  String get(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(management.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
