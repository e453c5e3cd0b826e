package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.understudy.notifier.News;
import dev.understudy.notifier.domain.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {

  private static final byte[] OLD =
      "the old secret of thirty-two byt".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW =
      "the new secret of thirty-two byt".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER =
      "another's secret of thirty-two b".getBytes(StandardCharsets.US_ASCII);
  private static final String BODY = "{\"type\":\"failover.started\"}";

  @Test
  void eachSecretSigns() throws Exception {
    StandardWebhook format =
        new StandardWebhook(List.of(new Webhook(NEW), new Webhook(OLD)), Clock.systemUTC());
    Map<String, String> headers = format.headers(Batch.of(News.of("demo").started()), BODY);

    assertThat(headers.get("webhook-signature")).matches("v1,\\S{44} v1,\\S{44}");
    Map<String, List<String>> received = new HashMap<>();
    headers.forEach((name, value) -> received.put(name, List.of(value)));
    new Webhook(NEW).verify(BODY, received);
    new Webhook(OLD).verify(BODY, received);
    assertThatThrownBy(() -> new Webhook(OTHER).verify(BODY, received))
        .isInstanceOf(WebhookVerificationException.class);
  }
}
