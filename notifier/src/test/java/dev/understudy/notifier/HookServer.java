package dev.understudy.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real HTTP server that receives webhooks and answers as told; 204 if it isn't told. */
public final class HookServer implements AutoCloseable {

  /** What arrived. */
  public record Call(
      String path, Map<String, List<String>> headers, String body, int answer, Instant at) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElseThrow();
    }
  }

  private static final int NO_CONTENT = 204;
  private static final int TOO_MANY = 429;
  private static final Pattern INSTANCE =
      Pattern.compile("(?:\"instance\":\"|understudy/(?:failover|alert)/)([^\"/]+)");
  private static final Queue<Integer> NONE = new ConcurrentLinkedQueue<>();

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Integer>> scripts = new ConcurrentHashMap<>();
  private final Map<String, Integer> defaults = new ConcurrentHashMap<>();
  private final Map<String, String> retryAfter = new ConcurrentHashMap<>();

  public HookServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      int status = next(path, body);
      calls.add(
          new Call(path, Map.copyOf(exchange.getRequestHeaders()), body, status, Instant.now()));
      if (status == TOO_MANY && retryAfter.containsKey(path)) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter.get(path));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int next(String path, String body) {
    Matcher instance = INSTANCE.matcher(body);
    String key = path + " " + (instance.find() ? instance.group(1) : "");
    Integer status = scripts.getOrDefault(key, NONE).poll();
    if (status == null) {
      status = defaults.get(path);
    }
    return status == null ? NO_CONTENT : status;
  }

  /** The next calls about an instance get these answers. */
  public void script(String path, String instance, Integer... statuses) {
    scripts.put(path + " " + instance, new ConcurrentLinkedQueue<>(List.of(statuses)));
  }

  /** What calls get that no script covers. */
  public void always(String path, int status) {
    defaults.put(path, status);
  }

  /** What an answer of 429 says about the next attempt. */
  public void retryAfter(String path, String value) {
    retryAfter.put(path, value);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public List<Call> calls(String path, String instance) {
    return calls.stream()
        .filter(call -> call.path().equals(path))
        .filter(call -> call.body().contains("\"instance\":\"" + instance + "\""))
        .toList();
  }

  /** Of any payload: those that name an instance anywhere. */
  public List<Call> callsAbout(String path, String instance) {
    Pattern name = Pattern.compile("\\b" + instance + "(?![a-z0-9-])");
    return calls.stream()
        .filter(call -> call.path().equals(path))
        .filter(call -> name.matcher(call.body()).find())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
