package dev.understudy.localstack.chaos.client;

import dev.understudy.localstack.chaos.history.Write;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * An application that writes one key after the other and remembers what was acknowledged. A write
 * without an acknowledgement is not repeated, the next one has the next number.
 */
final class Client implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 500;
  private static final long REPLICAS_TIMEOUT_MILLIS = 100;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /**
   * How a client writes.
   *
   * @param replicas how many must have a write, too; 0 if nobody asks
   * @param reroutes whether it asks for the address again after any error, not only when the
   *     connection is lost
   * @param pause between two writes
   */
  record Manner(int replicas, boolean reroutes, Duration pause) {}

  private final int number;
  private final Route route;
  private final int port;
  private final JedisClientConfig config;
  private final Manner manner;
  private final Acknowledged acknowledged;
  private final Thread thread;
  private volatile boolean stopping;

  private Jedis connection;
  private String host;

  Client(
      int number,
      Route route,
      int port,
      String password,
      Manner manner,
      Acknowledged acknowledged) {
    this.number = number;
    this.route = route;
    this.port = port;
    this.config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .password(password)
            .build();
    this.manner = manner;
    this.acknowledged = acknowledged;
    this.thread = new Thread(this::write, "client-" + number);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void write() {
    for (long next = 0; !stopping; next++) {
      try {
        write(next);
      } catch (JedisDataException e) {
        if (manner.reroutes()) {
          disconnect();
        }
      } catch (JedisConnectionException | IOException e) {
        disconnect();
      }
      LockSupport.parkNanos(manner.pause().toNanos());
    }
    disconnect();
  }

  /** It counts as acknowledged by the primary even if what comes afterwards fails. */
  private void write(long next) throws IOException {
    if (connection == null) {
      host = route.host();
      connection = new Jedis(new HostAndPort(host, port), config);
    }
    long sent = System.nanoTime();
    connection.set(Write.key(number, next), Write.value(number, next));
    long acked = System.nanoTime();
    boolean replicated = false;
    try {
      replicated =
          manner.replicas() > 0
              && connection.waitReplicas(manner.replicas(), REPLICAS_TIMEOUT_MILLIS)
                  >= manner.replicas();
    } finally {
      acknowledged.add(new Write(number, next, host, sent, acked, replicated));
    }
  }

  private void disconnect() {
    if (connection != null) {
      connection.disconnect();
      connection = null;
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(STOP_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
