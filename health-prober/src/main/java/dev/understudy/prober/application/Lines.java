package dev.understudy.prober.application;

import dev.understudy.prober.domain.Target;

/** Makes lines. */
public interface Lines {

  /**
   * A line that is not connected yet.
   *
   * @param password of the user that probers log in with
   */
  Line to(Target target, String password, Line.Listener listener);
}
