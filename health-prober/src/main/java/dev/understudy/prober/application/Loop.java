package dev.understudy.prober.application;

import java.util.concurrent.Executor;

/** The one thread that owns all rounds. Nothing that is run on it may block. */
public interface Loop extends Executor {

  /**
   * Runs a task once, later.
   *
   * @param millis at least 1
   * @return names the timer
   */
  long after(long millis, Runnable task);

  /** Stops a timer; one that has fired, or never was, is no error. */
  void cancel(long timer);
}
