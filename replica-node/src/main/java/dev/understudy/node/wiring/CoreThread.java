package dev.understudy.node.wiring;

import dev.understudy.node.application.Core;
import dev.understudy.node.domain.Moment;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The core's thread, one thread for what blocks, and the monotonic clock. */
public final class CoreThread implements Core, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(CoreThread.class);

  private final LongSupplier nanoClock;
  private final ScheduledThreadPoolExecutor core;
  private final ExecutorService blocking;

  public CoreThread(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.core = new ScheduledThreadPoolExecutor(1, named("node-core"));
    this.core.setRemoveOnCancelPolicy(true);
    this.blocking = Executors.newSingleThreadExecutor(named("node-disk"));
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Moment now() {
    return new Moment(nanoClock.getAsLong());
  }

  @Override
  public void execute(Runnable task) {
    try {
      core.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("the node has stopped", e);
    }
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    try {
      return core.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the node has stopped", e);
      return CompletableFuture.completedFuture(null);
    }
  }

  /** A bug in handling one thing must not end what is repeated. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("the core failed at a task", e);
      }
    };
  }

  @Override
  public <T> CompletionStage<T> blocking(Callable<T> task) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return task.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        blocking);
  }

  @Override
  public void close() {
    core.shutdownNow();
    blocking.shutdown();
  }
}
