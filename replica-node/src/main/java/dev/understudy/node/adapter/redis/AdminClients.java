package dev.understudy.node.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.node.application.EngineSettings;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Clients that log in as administrator; each is used for one connection. */
final class AdminClients {

  private static final int CONNECT_MILLIS = 500;

  /** A connect includes a login, which a hanging engine doesn't answer. */
  static final long LOGIN_MILLIS = 1000;

  private AdminClients() {}

  /**
   * A client of an engine of this instance.
   *
   * @param mostWaiting requests under way at once
   */
  static Redis of(Vertx vertx, EngineSettings instance, Address address, int mostWaiting) {
    String login =
        InstanceSecrets.ADMIN_USER
            + ":"
            + URLEncoder.encode(instance.passwords().admin(), StandardCharsets.UTF_8);
    RedisOptions options =
        new RedisOptions()
            .setConnectionString("redis://" + login + "@" + address)
            .setMaxPoolSize(1)
            .setMaxWaitingHandlers(mostWaiting)
            .setPoolRecycleTimeout(-1)
            .setNetClientOptions(
                new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_MILLIS));
    return Redis.createClient(vertx, options);
  }
}
