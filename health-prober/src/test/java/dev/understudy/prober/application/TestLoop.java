package dev.understudy.prober.application;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/** A loop with a clock of its own, turned by the test. */
final class TestLoop implements Loop {

  private record Timer(long id, long dueNanos, Runnable task) {}

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos).thenComparing(Timer::id));
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long nowNanos = TimeUnit.DAYS.toNanos(1);
  private long lastId;

  long nanos() {
    return nowNanos;
  }

  int openTimers() {
    return timers.size();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public long after(long millis, Runnable task) {
    timers.add(new Timer(++lastId, nowNanos + TimeUnit.MILLISECONDS.toNanos(millis), task));
    return lastId;
  }

  @Override
  public void cancel(long timer) {
    timers.removeIf(t -> t.id() == timer);
  }

  /** Lets time pass and runs what falls due, in order. */
  void pass(long millis) {
    long end = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    runTasks();
    while (!timers.isEmpty() && timers.peek().dueNanos() <= end) {
      Timer timer = timers.remove();
      nowNanos = timer.dueNanos();
      timer.task().run();
      runTasks();
    }
    nowNanos = end;
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }
}
