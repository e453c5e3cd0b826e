package dev.understudy.systemtests;

import dev.understudy.contracts.topology.TopologyMember;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Writes to one member until it is gone, and remembers what a replica has acknowledged. */
final class AcknowledgedWrites implements AutoCloseable {

  private static final int WAIT_MILLIS = 1000;

  private final ManagedRedis redis;
  private final TopologyMember primary;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean stopping;

  private AcknowledgedWrites(ManagedRedis redis, TopologyMember primary) {
    this.redis = redis;
    this.primary = primary;
    this.thread = new Thread(this::write, "acknowledged-writes");
  }

  static AcknowledgedWrites begin(ManagedRedis redis, TopologyMember primary) {
    AcknowledgedWrites writes = new AcknowledgedWrites(redis, primary);
    writes.thread.start();
    return writes;
  }

  private void write() {
    try (Jedis connection = redis.connect(primary)) {
      for (long i = 0; !stopping; i++) {
        String key = "acknowledged:" + i;
        connection.set(key, "x");
        if (connection.waitReplicas(1, WAIT_MILLIS) >= 1) {
          acknowledged.add(key);
        }
      }
    } catch (JedisException killed) {
      stopping = true;
    }
  }

  /** Waits until so many were acknowledged. */
  void await(int count) {
    Awaitility.await(count + " acknowledged writes of " + redis.id())
        .atMost(ManagedRedis.PATIENCE)
        .until(() -> acknowledged.size() >= count);
  }

  /** What was acknowledged and isn't there. */
  List<String> missingAt(TopologyMember member) {
    close();
    try (Jedis connection = redis.connect(member)) {
      return acknowledged.stream().filter(key -> !connection.exists(key)).toList();
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
