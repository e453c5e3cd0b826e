package dev.understudy.notifier.application;

/** How the reading of decisions and alerts goes. Safe for use by several threads. */
public interface LogProgress {

  /** Whether they are being followed, or tried to be. */
  boolean following();

  /** Whether everything that was there when this process started has been read. */
  boolean historyRead();
}
