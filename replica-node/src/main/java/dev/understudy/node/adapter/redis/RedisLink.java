package dev.understudy.node.adapter.redis;

import dev.understudy.node.application.EngineBusyException;
import dev.understudy.node.application.EngineLink;
import dev.understudy.node.domain.Act;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection to one engine. */
final class RedisLink implements EngineLink {

  /** The reply's first word while a script or function runs for too long. */
  private static final String BUSY = "BUSY ";

  private final Redis client;
  private final RedisConnection connection;
  private final AtomicBoolean closed = new AtomicBoolean();

  RedisLink(Redis client, RedisConnection connection, Runnable whenClosed) {
    this.client = client;
    this.connection = connection;
    Runnable once =
        () -> {
          if (closed.compareAndSet(false, true)) {
            client.close();
            whenClosed.run();
          }
        };
    connection.endHandler(end -> once.run());
    connection.exceptionHandler(failure -> once.run());
  }

  @Override
  public CompletionStage<Answer> run(Act act) {
    Script script = Script.of(act);
    List<Future<Response>> replies = new ArrayList<>();
    for (Request command : script.commands()) {
      replies.add(connection.send(command));
    }
    Future<Response> info = connection.send(Request.cmd(Command.INFO));
    return Future.all(replies)
        .compose(all -> info)
        .map(reply -> answer(act, replies, reply))
        .compose(answer -> all(script.after()).map(answer))
        .recover(failure -> Future.failedFuture(told(failure)))
        .toCompletionStage();
  }

  private static Throwable told(Throwable failure) {
    boolean busy = failure instanceof Response && failure.getMessage().startsWith(BUSY);
    return busy ? new EngineBusyException(failure) : failure;
  }

  private static Answer answer(Act act, List<Future<Response>> replies, Response info) {
    boolean asked = act instanceof Act.AskReplicas;
    int acknowledged = asked ? replies.get(replies.size() - 1).result().toInteger() : 0;
    return new Answer(InfoParser.parse(info.toString()), acknowledged);
  }

  private Future<?> all(List<Request> requests) {
    return Future.all(requests.stream().map(connection::send).toList());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      connection.close();
      client.close();
    }
  }
}
