package dev.understudy.prober.adapter.redis;

import dev.understudy.prober.application.Line;
import dev.understudy.prober.domain.Figures;
import dev.understudy.prober.domain.Info;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A line of one connection at a time. Every attempt has a client of its own: closing the client is
 * the only way to be rid of a connection whose handshake failed or never ends.
 */
final class RedisLine implements Line {

  /** How old the figures may get that nobody decides by. Prometheus comes by less often. */
  private static final long EVERYTHING_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Vertx vertx;
  private final RedisOptions options;
  private final String password;
  private final LongSupplier nanos;
  private final Listener listener;

  private Session session;

  RedisLine(
      Vertx vertx, RedisOptions options, String password, LongSupplier nanos, Listener listener) {
    this.vertx = vertx;
    this.options = options;
    this.password = password;
    this.nanos = nanos;
    this.listener = listener;
  }

  @Override
  public void ask() {
    if (session == null) {
      session = new Session();
      session.open();
    } else {
      session.ask();
    }
  }

  @Override
  public void drop() {
    if (session != null) {
      session.dropped = true;
      session.discard();
    }
  }

  /** One connection, from the attempt to its end. */
  private final class Session {

    private final Redis client = Redis.createClient(vertx, options);

    private RedisConnection connection;
    private boolean dropped;
    private boolean discarded;
    private boolean proven;
    private Info latest;
    private long askedEverythingNanos;

    void open() {
      client.connect().onSuccess(this::opened).onFailure(e -> done(Failures.finding(e)));
    }

    private void opened(RedisConnection opened) {
      if (discarded) {
        return;
      }
      connection = opened;
      connection.endHandler(end -> lost()).exceptionHandler(failure -> lost());
      askedEverythingNanos = nanos.getAsLong();
      new Exchange(nanos, Figures.NONE, this::done).withLogin(connection, password);
    }

    void ask() {
      long now = nanos.getAsLong();
      boolean brief =
          latest != null
              && Exchange.knowsShortInfo(latest)
              && now - askedEverythingNanos < EVERYTHING_EVERY_NANOS;
      if (!brief) {
        askedEverythingNanos = now;
      }
      Figures earlier = latest == null ? Figures.NONE : latest.vitals().figures();
      new Exchange(nanos, earlier, this::done).with(connection, brief);
    }

    private void done(Exchange.Result result) {
      if (result.usable()) {
        proven = true;
        note(result.finding().info());
      } else {
        discard();
      }
      if (!dropped) {
        listener.answered(result.finding());
      }
    }

    private void note(Info info) {
      if (info != null) {
        latest = info;
      }
    }

    private void lost() {
      boolean news = proven && !discarded;
      discard();
      if (news) {
        listener.broken();
      }
    }

    void discard() {
      if (!discarded) {
        discarded = true;
        client.close();
        if (session == this) {
          session = null;
        }
      }
    }
  }
}
