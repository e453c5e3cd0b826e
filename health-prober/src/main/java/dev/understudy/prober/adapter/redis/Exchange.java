package dev.understudy.prober.adapter.redis;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.prober.domain.Figures;
import dev.understudy.prober.domain.Finding;
import dev.understudy.prober.domain.Info;
import dev.understudy.prober.domain.InfoParser;
import io.vertx.core.AsyncResult;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** PING and INFO, on a new connection after AUTH, sent without waiting in between. */
final class Exchange {

  /**
   * What came back.
   *
   * @param usable whether the connection can be asked again
   */
  record Result(Finding finding, boolean usable) {}

  private static final Request PING = Request.cmd(Command.PING);
  private static final Request INFO = Request.cmd(Command.INFO);

  /** Half as long, but only known to engines of version 7 and later. */
  private static final Request SHORT_INFO =
      Request.cmd(Command.INFO)
          .arg("server")
          .arg("clients")
          .arg("memory")
          .arg("replication")
          .arg("keyspace");

  private static final int KNOWS_SHORT_INFO = 7;

  private final LongSupplier nanos;
  private final Figures earlier;
  private final Consumer<Result> done;

  private int open;
  private Throwable failure;
  private Long roundTripMicros;
  private Info info;

  /**
   * @param earlier what the connection's last answer said
   */
  Exchange(LongSupplier nanos, Figures earlier, Consumer<Result> done) {
    this.nanos = nanos;
    this.earlier = earlier;
    this.done = done;
  }

  void withLogin(RedisConnection connection, String password) {
    open = 1;
    Request login = Request.cmd(Command.AUTH).arg(InstanceSecrets.PROBE_USER).arg(password);
    connection.send(login).onComplete(this::settled);
    with(connection, false);
  }

  /** Whether an engine can be asked for less than everything. */
  static boolean knowsShortInfo(Info info) {
    return info.engineMajor() >= KNOWS_SHORT_INFO;
  }

  /**
   * @param brief whether the figures that nobody decides by may be left out
   */
  void with(RedisConnection connection, boolean brief) {
    open += 2;
    long askedNanos = nanos.getAsLong();
    connection.send(PING).onComplete(reply -> ponged(reply, askedNanos));
    connection.send(brief ? SHORT_INFO : INFO).onComplete(this::informed);
  }

  private void ponged(AsyncResult<Response> reply, long askedNanos) {
    if (reply.succeeded() && reply.result().type() == ResponseType.MULTI) {
      failure = new EchoException();
    } else if (reply.succeeded()) {
      roundTripMicros = TimeUnit.NANOSECONDS.toMicros(nanos.getAsLong() - askedNanos);
    }
    settled(reply);
  }

  private void informed(AsyncResult<Response> reply) {
    if (reply.succeeded() && reply.result().type() == ResponseType.BULK) {
      info = InfoParser.parse(reply.result().toString(), earlier);
    }
    settled(reply);
  }

  private void settled(AsyncResult<Response> reply) {
    if (reply.failed() && failure == null) {
      failure = reply.cause();
    }
    open--;
    if (open == 0) {
      done.accept(failure == null ? success() : afterFailure());
    }
  }

  private Result success() {
    return new Result(new Finding(Outcome.OK, "", roundTripMicros, info), true);
  }

  private Result afterFailure() {
    Result failed = Failures.finding(failure);
    Finding bare = failed.finding();
    return new Result(
        new Finding(bare.outcome(), bare.detail(), roundTripMicros, info), failed.usable());
  }
}
