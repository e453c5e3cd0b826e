package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.mail.Mail;
import dev.understudy.localstack.stack.LocalStack;
import dev.understudy.localstack.webhook.Delivery;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What people were told of one thing, by webhook and by mail.
 *
 * @param data of the webhook
 */
record News(JsonNode data, Mail mail) {

  static final String STARTED = "failover.started";
  static final String COMPLETED = "failover.completed";
  static final String BLOCKED = "failover.blocked";
  static final String RAISED = "alert.raised";
  static final String RESOLVED = "alert.resolved";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID_HEADER = "x-understudy-notification";

  /** Waits until both have arrived, the webhook signed, both under one id. */
  static News await(LocalStack stack, String type, InstanceId instance, Epoch epoch)
      throws InterruptedException {
    return await(
        stack,
        type + " of " + instance + ", epoch " + epoch,
        body -> isAbout(body, type, instance, epoch));
  }

  /** The same for a block: there may be several in an epoch, each for a reason of its own. */
  static News await(LocalStack stack, FailoverBlocked blocked) throws InterruptedException {
    return await(
        stack,
        "that " + blocked,
        body ->
            isAbout(body, BLOCKED, blocked.instance(), blocked.epoch())
                && body.path("data").path("blockReason").asText().equals(blocked.reason().name()));
  }

  /** The same for an alert that was raised or resolved; there may be several of a kind. */
  static News await(LocalStack stack, AlertEvent alert) throws InterruptedException {
    String type = alert instanceof AlertRaised ? RAISED : RESOLVED;
    return await(stack, type + " of " + alert.key(), body -> isAbout(body, type, alert));
  }

  private static boolean isAbout(JsonNode body, String type, AlertEvent alert) {
    JsonNode data = body.path("data");
    String member = alert.member() == null ? "" : alert.member().value();
    return body.path("type").asText().equals(type)
        && data.path("instance").asText().equals(alert.instance().value())
        && data.path("alert").asText().equals(alert.kind().name())
        && data.path("member").asText().equals(member);
  }

  private static boolean isAbout(JsonNode body, String type, InstanceId instance, Epoch epoch) {
    return body.path("type").asText().equals(type)
        && body.path("data").path("instance").asText().equals(instance.value())
        && body.path("data").path("epoch").asLong() == epoch.value();
  }

  /** The instances that webhooks told something of. */
  static Set<InstanceId> told(LocalStack stack) {
    return stack.webhookSink().deliveries().stream()
        .map(delivery -> InstanceId.of(body(delivery).path("data").path("instance").asText()))
        .collect(Collectors.toSet());
  }

  private static News await(LocalStack stack, String what, Predicate<JsonNode> wanted)
      throws InterruptedException {
    try {
      Delivery webhook =
          stack.webhookSink().await(each -> wanted.test(body(each)), ManagedRedis.PATIENCE);
      assertThat(webhook.verified()).as("the signature of the webhook %s", what).isTrue();
      Mail mail =
          stack
              .mailSink()
              .await(
                  each -> webhook.id().equals(each.headers().get(ID_HEADER)),
                  ManagedRedis.PATIENCE);
      return new News(body(webhook).path("data"), mail);
    } catch (TimeoutException e) {
      throw new AssertionError("nobody was told: " + what, e);
    }
  }

  private static JsonNode body(Delivery delivery) {
    try {
      return JSON.readTree(delivery.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
