package dev.understudy.notifier.application;

/** How the reading of the decision log goes. Safe for use by several threads. */
public interface LogProgress {

  /** Whether the log is being followed, or tried to be. */
  boolean following();

  /** Whether everything that was in the log when this process started has been read. */
  boolean historyRead();
}
