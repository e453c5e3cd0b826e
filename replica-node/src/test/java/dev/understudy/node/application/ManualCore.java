package dev.understudy.node.application;

import dev.understudy.node.domain.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** A core whose time is turned by hand; what is to be done now is done at once, one by one. */
final class ManualCore implements Core {

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong((Timer timer) -> timer.at).thenComparing(timer -> timer.number));
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean busy;
  private long nanos;
  private long planned;

  private static final class Timer extends CompletableFuture<Void> {
    private final long at;
    private final long number;
    private final Runnable task;

    private Timer(long at, long number, Runnable task) {
      this.at = at;
      this.number = number;
      this.task = task;
    }
  }

  @Override
  public Moment now() {
    return new Moment(nanos);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (!busy) {
      busy = true;
      try {
        while (!tasks.isEmpty()) {
          tasks.poll().run();
        }
      } finally {
        busy = false;
      }
    }
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    Timer timer = new Timer(nanos + delay.toNanos(), planned++, task);
    timers.add(timer);
    return timer;
  }

  @Override
  public <T> CompletionStage<T> blocking(Callable<T> task) {
    throw new UnsupportedOperationException("nothing blocks here");
  }

  void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!timers.isEmpty() && timers.peek().at <= end) {
      Timer next = timers.poll();
      nanos = next.at;
      if (!next.isCancelled()) {
        next.task.run();
      }
    }
    nanos = end;
  }
}
