package dev.understudy.prober.application;

import dev.understudy.prober.domain.Finding;

/** A line to one member. Connects when it is asked to ask; used on the loop only. */
public interface Line {

  /**
   * Asks the member how it is. The listener gets exactly one finding, unless the line is dropped
   * before. Not to be called again before the finding has come, so that nothing queues up.
   */
  void ask();

  /** Gives up the connection. What was asked stays unanswered; the next question connects anew. */
  void drop();

  /** Hears of what happens on a line, on the loop. */
  interface Listener {

    void answered(Finding finding);

    /** A connection broke that had worked. */
    void broken();
  }
}
