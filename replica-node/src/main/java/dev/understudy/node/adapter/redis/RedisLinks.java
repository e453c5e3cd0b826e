package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.node.application.EngineLink;
import dev.understudy.node.application.EngineLinks;
import dev.understudy.node.application.EngineSettings;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Logs in to engines with the Vert.x Redis client. */
public final class RedisLinks implements EngineLinks {

  private static final int CONNECT_MILLIS = 500;

  /** A connect includes a login, which a hanging engine doesn't answer. */
  private static final long LOGIN_MILLIS = 1000;

  /** More than the few requests that are ever under way. */
  private static final int MOST_WAITING = 256;

  private final Vertx vertx;

  public RedisLinks(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public CompletionStage<EngineLink> connect(EngineSettings settings, Runnable closed) {
    String login =
        InstanceSecrets.ADMIN_USER
            + ":"
            + URLEncoder.encode(settings.passwords().admin(), StandardCharsets.UTF_8);
    RedisOptions options =
        new RedisOptions()
            .setConnectionString("redis://" + login + "@" + settings.address())
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(MOST_WAITING)
            .setPoolRecycleTimeout(-1)
            .setNetClientOptions(
                new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));
    Redis client = Redis.createClient(vertx, options);
    return client
        .connect()
        .timeout(LOGIN_MILLIS, TimeUnit.MILLISECONDS)
        .<EngineLink>map(connection -> new RedisLink(client, connection, closed))
        .onFailure(failure -> client.close())
        .toCompletionStage();
  }
}
