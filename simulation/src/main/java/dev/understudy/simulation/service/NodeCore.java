package dev.understudy.simulation.service;

import dev.understudy.node.application.Core;
import dev.understudy.node.domain.Moment;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Agenda;
import dev.understudy.simulation.core.Chance;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** The node's one thread, on the agenda. */
final class NodeCore implements Core {

  private static final long DISK_NANOS = 400_000;

  private final Actor actor;
  private final Chance chance;

  NodeCore(Actor actor, Chance chance) {
    this.actor = actor;
    this.chance = chance;
  }

  @Override
  public Moment now() {
    return new Moment(actor.host().clock().monotonicNanos());
  }

  @Override
  public void execute(Runnable task) {
    actor.in(0, task);
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    Agenda.Entry entry = actor.in(delay.toNanos(), task);
    return new Timer(entry);
  }

  @Override
  public <T> CompletionStage<T> blocking(Callable<T> task) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    actor.in(chance.latency(DISK_NANOS), () -> run(task, outcome));
    return outcome;
  }

  private static <T> void run(Callable<T> task, CompletableFuture<T> outcome) {
    T result;
    try {
      result = task.call();
    } catch (Exception e) {
      outcome.completeExceptionally(new CompletionException(e));
      return;
    }
    outcome.complete(result);
  }

  /** Only its cancellation is of use. */
  private static final class Timer extends CompletableFuture<Void> {
    private final Agenda.Entry entry;

    Timer(Agenda.Entry entry) {
      this.entry = entry;
    }

    @Override
    public boolean cancel(boolean interrupt) {
      entry.cancel();
      return super.cancel(interrupt);
    }
  }
}
