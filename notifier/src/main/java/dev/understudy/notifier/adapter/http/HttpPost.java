package dev.understudy.notifier.adapter.http;

import dev.understudy.notifier.application.DeliveryFailed;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpMethod;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.net.SocketAddress;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * One POST of JSON. The host's addresses are looked up for every attempt; all have to be {@link
 * TargetPolicy allowed}, and the connection goes to the very address that was checked, so no name
 * server can swap it in between. Redirects are not followed, for the same reason.
 *
 * <p>Any 2xx is success. 410 means that the receiver wants nothing any more; everything else is
 * worth another attempt, after {@code Retry-After} (RFC 9110, 10.2.3) if the receiver says so.
 */
public final class HttpPost {

  private static final int BAD_REQUEST = 400;
  private static final int GONE = 410;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final WebClient client;
  private final TargetPolicy targets;
  private final Clock clock;
  private final Duration timeout;

  /**
   * @param timeout of one attempt
   */
  public HttpPost(WebClient client, TargetPolicy targets, Clock clock, Duration timeout) {
    this.client = client;
    this.targets = targets;
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * Sends it once.
   *
   * @param url may hold a secret: never shown
   * @param badRequestIsFinal whether 400 means that another attempt is pointless
   * @return the answer's status, for people; or fails with {@link DeliveryFailed}
   */
  Uni<String> send(URI url, Map<String, String> headers, String body, boolean badRequestIsFinal) {
    return Uni.createFrom()
        .item(() -> allowedAddress(url))
        .runSubscriptionOn(Infrastructure.getDefaultExecutor())
        .chain(address -> request(url, address, headers).sendBuffer(Buffer.buffer(body)))
        .onFailure(failure -> !(failure instanceof DeliveryFailed))
        .transform(failure -> DeliveryFailed.forNow(describe(failure), failure))
        .onItem()
        .transform(response -> judge(response, badRequestIsFinal));
  }

  private HttpRequest<Void> request(URI url, InetAddress address, Map<String, String> headers) {
    SocketAddress server = SocketAddress.inetSocketAddress(port(url), address.getHostAddress());
    HttpRequest<Void> request =
        client
            .requestAbs(HttpMethod.POST, server, url.toString())
            .timeout(timeout.toMillis())
            .followRedirects(false)
            .putHeader("content-type", "application/json")
            .as(BodyCodec.none());
    headers.forEach(request::putHeader);
    return request;
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }

  private InetAddress allowedAddress(URI url) {
    InetAddress[] addresses = lookUp(url.getHost());
    for (InetAddress address : addresses) {
      Optional<String> refusal = targets.refusal(address);
      if (refusal.isPresent()) {
        throw DeliveryFailed.forGood("refused target: its address is " + refusal.get());
      }
    }
    return addresses[0];
  }

  private static InetAddress[] lookUp(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw DeliveryFailed.forNow("the host name does not resolve", e);
    }
  }

  private String judge(HttpResponse<Void> response, boolean badRequestIsFinal) {
    int status = response.statusCode();
    if (status >= 200 && status <= 299) {
      return "HTTP " + status;
    }
    if (status == GONE) {
      throw DeliveryFailed.gone("HTTP 410: the receiver wants no more of it");
    }
    if (status == BAD_REQUEST && badRequestIsFinal) {
      throw DeliveryFailed.forGood("HTTP 400: the receiver refuses the message");
    }
    throw DeliveryFailed.forNow(
        "HTTP " + status, RetryAfter.parse(response.getHeader("retry-after"), clock.instant()));
  }

  /** In words of our own: a library's message may quote the URL. */
  private static String describe(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof ConnectException) {
      return "connection refused or timed out";
    }
    if (failure instanceof SSLException) {
      return "TLS failed";
    }
    return "the connection broke (" + failure.getClass().getSimpleName() + ")";
  }
}
