package dev.understudy.node.adapter.redis;

import dev.understudy.node.application.EngineLink;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.EngineSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Logs in to engines with the Vert.x Redis client. */
public final class RedisLinks implements EngineLinks {

  /** More than the few requests that are ever under way. */
  private static final int MOST_WAITING = 256;

  private final Vertx vertx;

  public RedisLinks(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public CompletionStage<EngineLink> connect(EngineSettings settings, Runnable closed) {
    Redis client = AdminClients.of(vertx, settings, settings.address(), MOST_WAITING);
    return client
        .connect()
        .timeout(AdminClients.LOGIN_MILLIS, TimeUnit.MILLISECONDS)
        .<EngineLink>map(connection -> new RedisLink(client, connection, closed))
        .onFailure(failure -> client.close())
        .toCompletionStage();
  }
}
