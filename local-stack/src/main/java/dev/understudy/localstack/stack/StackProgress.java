package dev.understudy.localstack.stack;

import java.time.Duration;

/** Hears how the stack starts and stops, from several threads. */
public interface StackProgress {

  /** A part begins to start. */
  void starting(String part);

  /** A part works. */
  void ready(String part, Duration took);

  /** Something that the person at the terminal should know. */
  void note(String text);

  /** The stack begins to stop. */
  void stopping();

  /** Nothing of the stack runs any more. */
  void stopped();

  /** Tells nobody. */
  StackProgress SILENT =
      new StackProgress() {
        @Override
        public void starting(String part) {}

        @Override
        public void ready(String part, Duration took) {}

        @Override
        public void note(String text) {}

        @Override
        public void stopping() {}

        @Override
        public void stopped() {}
      };
}
