package dev.understudy.notifier.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.understudy.notifier.application.Channel;
import dev.understudy.notifier.application.DeliveryFailed;
import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * A webhook per <a href="https://github.com/standard-webhooks/standard-webhooks">Standard
 * Webhooks</a>: {@code webhook-id} is the notification's id, {@code webhook-timestamp} the
 * attempt's time, {@code webhook-signature} over both and the body. Any 2xx is success; 410 means
 * that the receiver wants no more of it; everything else is worth another attempt. Redirects are
 * not followed.
 */
public final class WebhookChannel implements Channel {

  private static final int GONE = 410;

  private final WebClient client;
  private final String name;
  private final URI url;
  private final Webhook signer;
  private final ObjectMapper json;
  private final Clock clock;
  private final Duration timeout;

  /**
   * @param name of the webhook in the settings; stands for the URL wherever people look
   * @param url may hold a secret: never shown
   * @param timeout of one attempt
   */
  public WebhookChannel(
      WebClient client,
      String name,
      URI url,
      Webhook signer,
      ObjectMapper json,
      Clock clock,
      Duration timeout) {
    this.client = client;
    this.name = "webhook:" + name;
    this.url = url;
    this.signer = signer;
    this.json = json;
    this.clock = clock;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void rehearse(Notification notification) {
    sign(notification.id().value(), 0, body(notification));
  }

  @Override
  public Uni<String> send(Notification notification) {
    String id = notification.id().value();
    String body = body(notification);
    long timestamp = clock.instant().getEpochSecond();
    return client
        .requestAbs(HttpMethod.POST, url.toString())
        .timeout(timeout.toMillis())
        .followRedirects(false)
        .putHeader("content-type", "application/json")
        .putHeader(Webhook.UNBRANDED_MSG_ID_KEY, id)
        .putHeader(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, Long.toString(timestamp))
        .putHeader(Webhook.UNBRANDED_MSG_SIGNATURE_KEY, sign(id, timestamp, body))
        .as(BodyCodec.none())
        .sendBuffer(Buffer.buffer(body))
        .onFailure()
        .transform(failure -> DeliveryFailed.forNow(describe(failure), failure))
        .onItem()
        .transform(WebhookChannel::judge);
  }

  private String body(Notification notification) {
    try {
      return json.writeValueAsString(WebhookBody.of(notification));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notification can always be written as JSON", e);
    }
  }

  private String sign(String id, long timestamp, String body) {
    try {
      return signer.sign(id, timestamp, body);
    } catch (WebhookSigningException e) {
      throw new IllegalStateException("the secret was good when it was read", e);
    }
  }

  private static String judge(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status == GONE) {
      throw DeliveryFailed.forGood("HTTP 410: the receiver wants no more of it");
    }
    if (status < 200 || status > 299) {
      throw DeliveryFailed.forNow("HTTP " + status, null);
    }
    return "HTTP " + status;
  }

  /** In words of our own: a library's message may quote the URL. */
  private static String describe(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof ConnectException) {
      return "connection refused or timed out";
    }
    if (failure instanceof UnknownHostException) {
      return "the host name does not resolve";
    }
    if (failure instanceof SSLException) {
      return "TLS failed";
    }
    return "the connection broke (" + failure.getClass().getSimpleName() + ")";
  }
}
