package dev.understudy.systemtests;

import dev.understudy.localstack.demo.ReadBack;
import dev.understudy.localstack.demo.WriteLog;
import dev.understudy.localstack.demo.Writer;
import dev.understudy.localstack.stack.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes to wherever the instance's name points, and remembers what was acknowledged. */
final class Application implements AutoCloseable {

  /** Tells the keys of one application from those of another. */
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final ManagedRedis redis;
  private final int run;
  private final Writer writer;
  private final Queue<String> troubles;

  private Application(ManagedRedis redis, int run, Writer writer, Queue<String> troubles) {
    this.redis = redis;
    this.run = run;
    this.writer = writer;
    this.troubles = troubles;
  }

  static Application start(LocalStack stack, ManagedRedis redis) {
    int run = RUNS.incrementAndGet();
    Queue<String> troubles = new ConcurrentLinkedQueue<>();
    var target =
        new Writer.Target(stack.dns(), redis.primaryName(), redis.port(), redis.password());
    return new Application(
        redis, run, Writer.start(target, run, new TroubleBook(troubles)), troubles);
  }

  private record TroubleBook(Queue<String> troubles) implements Writer.Listener {

    @Override
    public void lost(long nanos, String host, String why) {
      troubles.add(host + ": " + why);
    }

    @Override
    public void works(long nanos, String host) {
      troubles.add(host + ": works");
    }
  }

  /** Waits until so many more writes are acknowledged, the last of them at this address. */
  void awaitWrites(int more, String host) throws InterruptedException {
    try {
      writer.awaitWrites(more, host, ManagedRedis.PATIENCE);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "%s: no %d more writes at %s within %s: %s"
              .formatted(redis.id(), more, host, ManagedRedis.PATIENCE, troubles),
          e);
    }
  }

  /** Counts the acknowledged writes that are missing at {@code host}, then deletes all of them. */
  long missingAt(String host) {
    return ReadBack.missing(writer.log(), run, host, redis.port(), redis.password());
  }

  /** The addresses that took writes, in their order. */
  List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (WriteLog.Ack ack : writer.log().acknowledged()) {
      if (hosts.isEmpty() || !hosts.get(hosts.size() - 1).equals(ack.host())) {
        hosts.add(ack.host());
      }
    }
    return hosts;
  }

  /** Stops writing. */
  @Override
  public void close() {
    writer.close();
  }
}
