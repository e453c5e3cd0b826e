package dev.understudy.localstack.demo;

import dev.understudy.localstack.demo.WriteLog.Ack;
import dev.understudy.localstack.dns.DnsClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;

/**
 * An application: writes one key after the other to wherever the instance's DNS name points. On any
 * error it asks DNS anew and connects anew; a write without an acknowledgement is not repeated, the
 * next one has the next number.
 */
public final class Writer implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 100;
  private static final Duration PAUSE_BETWEEN_WRITES = Duration.ofMillis(1);
  private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** Where an instance is, and how to get in. */
  public record Target(DnsClient dns, String name, int port, String password) {

    JedisClientConfig config() {
      return DefaultJedisClientConfig.builder()
          .connectionTimeoutMillis(TIMEOUT_MILLIS)
          .socketTimeoutMillis(TIMEOUT_MILLIS)
          .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
          .password(password)
          .build();
    }

    @Override
    public String toString() {
      return name + ":" + port;
    }
  }

  /** Hears what happens to the writer, on its thread. */
  public interface Listener {

    /**
     * @param nanos on the monotonic clock
     */
    void lost(long nanos, String host, String why);

    /**
     * @param nanos on the monotonic clock
     */
    void works(long nanos, String host);
  }

  private final Target target;
  private final int run;
  private final Listener listener;
  private final Thread thread = new Thread(this::write, "writer");

  private final List<Ack> acknowledged = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();
  private volatile boolean stopping;

  private Jedis connection;
  private String host;
  private boolean working;

  private record Wish(int count, String host, CompletableFuture<Void> granted) {}

  private Writer(Target target, int run, Listener listener) {
    this.target = target;
    this.run = run;
    this.listener = listener;
    thread.setDaemon(true);
  }

  /**
   * Begins to write.
   *
   * @param run distinguishes the keys of one run from those of another
   */
  public static Writer start(Target target, int run, Listener listener) {
    Writer writer = new Writer(target, run, listener);
    writer.thread.start();
    return writer;
  }

  static String key(int run, long number) {
    return "w:" + run + ":" + number;
  }

  static String value(int run, long number) {
    return "value-" + run + "-" + number;
  }

  private void write() {
    long number = 0;
    while (!stopping) {
      boolean written = false;
      try {
        if (connection == null) {
          connect();
        }
        connection.set(key(run, number), value(run, number));
        written = true;
      } catch (JedisException | IOException e) {
        drop(e);
      }
      if (written) {
        acknowledge(new Ack(number, System.nanoTime(), host));
      }
      number++;
      LockSupport.parkNanos((written ? PAUSE_BETWEEN_WRITES : PAUSE_BETWEEN_ATTEMPTS).toNanos());
    }
    disconnect();
  }

  private void connect() throws IOException {
    List<String> addresses = target.dns().addresses(target.name());
    if (addresses.isEmpty()) {
      throw new IOException(target.name() + " has no address");
    }
    host = addresses.get(0);
    connection = new Jedis(new HostAndPort(host, target.port()), target.config());
  }

  private void drop(Exception cause) {
    if (working) {
      working = false;
      listener.lost(System.nanoTime(), host, String.valueOf(cause.getMessage()));
    }
    disconnect();
  }

  private void disconnect() {
    if (connection != null) {
      connection.disconnect();
      connection = null;
    }
  }

  private void acknowledge(Ack ack) {
    if (!working) {
      working = true;
      listener.works(ack.nanos(), ack.host());
    }
    synchronized (acknowledged) {
      acknowledged.add(ack);
      wishes.removeIf(this::granted);
    }
  }

  private boolean granted(Wish wish) {
    boolean granted =
        acknowledged.size() >= wish.count()
            && acknowledged.get(acknowledged.size() - 1).host().equals(wish.host());
    if (granted) {
      wish.granted().complete(null);
    }
    return granted;
  }

  /**
   * Waits until so many more writes are acknowledged, the last of them at this address.
   *
   * @throws TimeoutException if they aren't in time
   */
  public void awaitWrites(int more, String atHost, Duration timeout)
      throws TimeoutException, InterruptedException {
    Wish wish;
    synchronized (acknowledged) {
      wish = new Wish(acknowledged.size() + more, atHost, new CompletableFuture<>());
      wishes.add(wish);
    }
    try {
      wish.granted().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes a wish with an error", e);
    }
  }

  /** Stops writing. What was acknowledged can be read afterwards. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(STOP_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public WriteLog log() {
    synchronized (acknowledged) {
      return new WriteLog(acknowledged);
    }
  }
}
