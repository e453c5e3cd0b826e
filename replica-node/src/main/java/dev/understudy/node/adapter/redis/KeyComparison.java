package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.node.application.DatasetComparison;
import dev.understudy.node.application.EngineSettings;
import dev.understudy.node.domain.Comparison;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Compares over connections of its own, so that nothing else waits behind it. */
public final class KeyComparison implements DatasetComparison {

  private final Vertx vertx;
  private final long mostKeys;

  /**
   * @param mostKeys how many keys are compared at most, on both sides together
   */
  public KeyComparison(Vertx vertx, long mostKeys) {
    this.vertx = vertx;
    this.mostKeys = mostKeys;
  }

  @Override
  public CompletionStage<Comparison> compare(EngineSettings here, Address other, Duration limit) {
    // One event loop for both connections and the timer.
    Context loop = vertx.getOrCreateContext();
    Promise<Comparison> found = Promise.promise();
    loop.runOnContext(started -> compare(here, other, limit, found));
    return found.future().toCompletionStage();
  }

  private void compare(
      EngineSettings here, Address other, Duration limit, Promise<Comparison> found) {
    Redis local = AdminClients.of(vertx, here, here.address(), KeyCount.BATCH * 2);
    Redis remote = AdminClients.of(vertx, here, other, KeyCount.BATCH * 2);
    Future<RedisConnection> toLocal = login(local, "the member");
    Future<RedisConnection> toRemote = login(remote, "its successor at " + other);
    Future.all(toLocal, toRemote)
        .compose(both -> count(toLocal.result(), toRemote.result(), limit))
        .onComplete(
            outcome -> {
              local.close();
              remote.close();
              found.handle(outcome);
            });
  }

  private static Future<RedisConnection> login(Redis client, String whom) {
    return client
        .connect()
        .timeout(AdminClients.LOGIN_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            failure -> Future.failedFuture("no login to " + whom + ": " + failure.getMessage()));
  }

  private Future<Comparison> count(RedisConnection local, RedisConnection remote, Duration limit) {
    KeyCount count = new KeyCount(local, remote, mostKeys);
    long timer =
        vertx.setTimer(
            Math.max(1, limit.toMillis()), due -> count.end("the time for comparing keys was up"));
    local.endHandler(end -> count.end("the connection to the member broke"));
    remote.endHandler(end -> count.end("the connection to its successor broke"));
    count.begin();
    return count.outcome().onComplete(outcome -> vertx.cancelTimer(timer));
  }
}
