package dev.understudy.localstack.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.localstack.webhook.Delivery;
import java.util.Optional;

/**
 * What a webhook says.
 *
 * @param type e.g. {@code failover.completed}
 * @param epoch 0 if it names none
 */
record Notice(String type, String instance, long epoch) {

  static final String COMPLETED = "failover.completed";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty if its body is something else. */
  static Optional<Notice> in(Delivery delivery) {
    try {
      JsonNode body = JSON.readTree(delivery.body());
      JsonNode data = body.path("data");
      return body.path("type").isTextual()
          ? Optional.of(
              new Notice(
                  body.path("type").asText(),
                  data.path("instance").asText(),
                  data.path("epoch").asLong()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
