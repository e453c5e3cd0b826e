package dev.understudy.simulation.service;

import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A process's one thread as the JDK's executor, on the agenda. */
final class OwnerThread extends AbstractExecutorService implements ScheduledExecutorService {

  private final Actor actor;

  OwnerThread(Actor actor) {
    this.actor = actor;
  }

  @Override
  public void execute(Runnable task) {
    actor.in(0, task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return new Timer<>(actor.in(unit.toNanos(delay), task));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException("nobody asks for a result here");
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return scheduleWithFixedDelay(task, initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    Timer<Void> timer = new Timer<>(null);
    repeat(timer, task, unit.toNanos(initialDelay), unit.toNanos(delay));
    return timer;
  }

  private void repeat(Timer<Void> timer, Runnable task, long firstNanos, long nextNanos) {
    timer.entry =
        actor.in(
            firstNanos,
            () -> {
              task.run();
              if (!timer.isCancelled()) {
                repeat(timer, task, nextNanos, nextNanos);
              }
            });
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException("it ends with its process");
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException("it ends with its process");
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  /** Only its cancellation is of use. */
  private static final class Timer<V> extends CompletableFuture<V> implements ScheduledFuture<V> {
    private Agenda.Entry entry;

    Timer(Agenda.Entry entry) {
      this.entry = entry;
    }

    @Override
    public boolean cancel(boolean interrupt) {
      if (entry != null) {
        entry.cancel();
      }
      return super.cancel(interrupt);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(Delayed other) {
      return 0;
    }
  }
}
