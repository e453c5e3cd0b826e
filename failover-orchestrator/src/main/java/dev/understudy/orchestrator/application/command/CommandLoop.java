package dev.understudy.orchestrator.application.command;

import java.time.Duration;

/** One thread, and a clock that wakes it: what commands run on. Nothing on it may block. */
public interface CommandLoop {

  /** Runs a task after those that were given before. May be called by any thread. */
  void execute(Runnable task);

  /** Runs a task later. */
  void executeAfter(Duration delay, Runnable task);
}
