package dev.understudy.systemtests;

import dev.understudy.localstack.demo.InstanceWatch.Whole;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Counts up at one address over one connection. It waits long for an answer, as a machine that is
 * only busy is no fault; whatever else goes wrong is remembered, and it goes on.
 */
final class PatientClient implements AutoCloseable {

  private static final String KEY = "patient-client";
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Jedis connection;
  private final Thread thread = new Thread(this::write, "patient-client");

  private PatientClient(Jedis connection) {
    this.connection = connection;
  }

  static PatientClient start(ManagedRedis redis, Whole whole) {
    int answerMillis = (int) ANSWER.toMillis();
    var config =
        DefaultJedisClientConfig.builder()
            .password(redis.password())
            .connectionTimeoutMillis(answerMillis)
            .socketTimeoutMillis(answerMillis)
            .build();
    HostAndPort address = new HostAndPort(whole.address().host(), redis.port());
    PatientClient client = new PatientClient(new Jedis(address, config));
    client.thread.start();
    return client;
  }

  private void write() {
    try {
      while (!stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        writeOnce();
      }
    } catch (InterruptedException e) {
      troubles.add("interrupted");
    }
  }

  private void writeOnce() {
    try {
      connection.incr(KEY);
      acknowledged.incrementAndGet();
    } catch (JedisException e) {
      troubles.add(e.toString());
    }
  }

  /** So far. */
  long acknowledged() {
    return acknowledged.get();
  }

  /** What went wrong so far. */
  Queue<String> troubles() {
    return troubles;
  }

  /** What the count is at the address. */
  long count() {
    return Long.parseLong(connection.get(KEY));
  }

  /** Stops writing. */
  void stop() {
    stopping.countDown();
    try {
      thread.join(2 * ANSWER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
    connection.close();
  }
}
