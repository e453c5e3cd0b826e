package dev.understudy.localstack.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.localstack.watch.Arrivals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An HTTP server that takes every webhook, checks its signature and keeps it. A wrong signature is
 * answered with 401, and kept all the same. Senders that can't sign, such as Alertmanager, send the
 * secret itself as their bearer token (RFC 6750).
 */
public final class WebhookSink implements AutoCloseable {

  private static final String PATH = "/understudy";
  private static final int KEPT = 1_000;
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads;
  private final WebhookSignature signature;
  private final Arrivals<Delivery> deliveries = new Arrivals<>(KEPT);

  private WebhookSink(HttpServer server, ExecutorService threads, WebhookSignature signature) {
    this.server = server;
    this.threads = threads;
    this.signature = signature;
  }

  /** Starts it on loopback. */
  public static WebhookSink start(int port, String secret) throws IOException {
    return start("127.0.0.1", port, secret);
  }

  /**
   * Starts it.
   *
   * @param address to listen at; in a container {@code 0.0.0.0}
   * @param port 0 for any free one
   * @param secret what senders sign with, {@code whsec_…}
   */
  public static WebhookSink start(String address, int port, String secret) throws IOException {
    WebhookSignature signature = new WebhookSignature(secret);
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "webhook-sink");
              thread.setDaemon(true);
              return thread;
            });
    WebhookSink sink = new WebhookSink(server, threads, signature);
    server.setExecutor(threads);
    server.createContext(PATH, sink::take);
    server.start();
    return sink;
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant arrivedAt = Instant.now();
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
      String body = new String(bytes, StandardCharsets.UTF_8);
      Headers headers = exchange.getRequestHeaders();
      String id = headers.getFirst("webhook-id");
      boolean verified =
          signature.isBearer(headers.getFirst("Authorization"))
              || signature.verifies(
                  id,
                  headers.getFirst("webhook-timestamp"),
                  body,
                  headers.getFirst("webhook-signature"),
                  arrivedAt);
      exchange.sendResponseHeaders(verified ? 204 : 401, -1);
      deliveries.add(new Delivery(arrivedAt, id == null ? "" : id, body, verified));
    }
  }

  /** What has arrived, the oldest first; at most the last 1,000. */
  public List<Delivery> deliveries() {
    return deliveries.all();
  }

  /**
   * Waits for the first delivery that is wanted, of those kept or of those to come.
   *
   * @throws TimeoutException if it doesn't come in time
   */
  public Delivery await(Predicate<Delivery> wanted, Duration timeout)
      throws TimeoutException, InterruptedException {
    return deliveries.await(wanted, timeout);
  }

  /**
   * Hears of every delivery to come.
   *
   * @return ends it
   */
  public Runnable listen(Consumer<Delivery> listener) {
    return deliveries.listen(listener);
  }

  /** Where to send webhooks from this machine. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
