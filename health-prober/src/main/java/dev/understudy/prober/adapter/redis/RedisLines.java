package dev.understudy.prober.adapter.redis;

import dev.understudy.contracts.id.Address;
import dev.understudy.prober.application.Line;
import dev.understudy.prober.application.Lines;
import dev.understudy.prober.domain.Target;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;
import java.util.function.LongSupplier;

/** Lines by the Vert.x Redis client. */
public final class RedisLines implements Lines {

  /** Log-in, PING and INFO of one round; a second round is never asked before. */
  private static final int MOST_OPEN_COMMANDS = 8;

  /**
   * How much of what it has read already the client's parser keeps per connection, in bytes. Its
   * default of 16 KB is too much for thousands of connections; it can only be set for the process.
   */
  private static final String PARSER_KEEPS = "io.vertx.redis.parser.watermark";

  static {
    if (System.getProperty(PARSER_KEEPS) == null) {
      System.setProperty(PARSER_KEEPS, "1024");
    }
  }

  private final Vertx vertx;
  private final LongSupplier nanos;
  private final int connectTimeoutMillis;

  public RedisLines(Vertx vertx, LongSupplier nanos, int connectTimeoutMillis) {
    this.vertx = vertx;
    this.nanos = nanos;
    this.connectTimeoutMillis = connectTimeoutMillis;
  }

  @Override
  public Line to(Target target, String password, Line.Listener listener) {
    return new RedisLine(vertx, options(target.address()), password, nanos, listener);
  }

  /**
   * The client's own handshake is left out: it would hang on some error replies. The line logs in
   * itself, and no password gets into a connection string.
   */
  private RedisOptions options(Address address) {
    return new RedisOptions()
        .setConnectionString("redis://" + uriHost(address.host()) + ":" + address.port())
        .setProtocolNegotiation(false)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setMaxWaitingHandlers(MOST_OPEN_COMMANDS)
        .setNetClientOptions(
            new NetClientOptions()
                .setConnectTimeout(connectTimeoutMillis)
                .setReconnectAttempts(0)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true));
  }

  private static String uriHost(String host) {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
