package dev.understudy.notifier.adapter.http;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.understudy.notifier.domain.Batch;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A webhook per <a href="https://github.com/standard-webhooks/standard-webhooks">Standard
 * Webhooks</a>: {@code webhook-id} is the notification's id, {@code webhook-timestamp} the
 * attempt's time, {@code webhook-signature} over both and the body: one per secret, separated by
 * spaces, so that a receiver may change from one secret to the next when it likes.
 */
public final class StandardWebhook implements MessageFormat {

  private final List<Webhook> signers;
  private final Clock clock;

  /**
   * @param signers one per secret that counts now
   */
  public StandardWebhook(List<Webhook> signers, Clock clock) {
    this.signers = List.copyOf(signers);
    this.clock = clock;
  }

  /** The standard asks for another attempt after any answer but 2xx and 410. */
  @Override
  public boolean badRequestIsFinal() {
    return false;
  }

  @Override
  public Object body(Batch batch) {
    return WebhookBody.of(batch.first());
  }

  @Override
  public Map<String, String> headers(Batch batch, String body) {
    String id = batch.first().id().value();
    long timestamp = clock.instant().getEpochSecond();
    return Map.of(
        Webhook.UNBRANDED_MSG_ID_KEY,
        id,
        Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
        Long.toString(timestamp),
        Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
        signers.stream()
            .map(signer -> sign(signer, id, timestamp, body))
            .collect(Collectors.joining(" ")));
  }

  private static String sign(Webhook signer, String id, long timestamp, String body) {
    try {
      return signer.sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("the secret was good when it was read", e);
    }
  }
}
