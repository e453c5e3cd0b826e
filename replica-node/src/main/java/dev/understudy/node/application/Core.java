package dev.understudy.node.application;

import dev.understudy.node.domain.Moment;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** The one thread that owns all state, and a few threads for what blocks. */
public interface Core extends Executor {

  /** The monotonic clock. */
  Moment now();

  /** Runs a task on the core's thread later. */
  Future<?> after(Duration delay, Runnable task);

  /** Runs a blocking task elsewhere; tasks run in the order given. */
  <T> CompletionStage<T> blocking(Callable<T> task);
}
