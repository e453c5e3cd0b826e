package dev.understudy.prober.adapter.vertx;

import dev.understudy.prober.application.Loop;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The loop as a verticle: its context is one event loop's, and timers and connections end with it.
 */
public final class VertxLoop implements Loop {

  private final Vertx vertx;
  private final Context context;
  private final String deployment;

  private VertxLoop(Vertx vertx, Context context, String deployment) {
    this.vertx = vertx;
    this.context = context;
    this.deployment = deployment;
  }

  /** Starts a loop and returns when it runs; not to be called on an event loop. */
  public static VertxLoop start(Vertx vertx) {
    Home home = new Home();
    String deployment = vertx.deployVerticle(home).toCompletionStage().toCompletableFuture().join();
    return new VertxLoop(vertx, home.context(), deployment);
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(now -> task.run());
  }

  @Override
  public long after(long millis, Runnable task) {
    return vertx.setTimer(Math.max(1, millis), timer -> task.run());
  }

  @Override
  public void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  /** Stops the loop and returns when it has stopped; not to be called on an event loop. */
  public void stop() {
    vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }

  private static final class Home extends AbstractVerticle {

    Context context() {
      return context;
    }
  }
}
