package dev.understudy.node.application;

import java.util.concurrent.CompletionStage;

/** A running engine, started by this process of the node or an earlier one. */
public interface EngineProcess {

  long pid();

  boolean adopted();

  /** Ends it with SIGKILL, even if it is stopped. */
  void kill();

  /** Asks it to write a snapshot and end (SIGTERM). */
  void terminate();

  /** Its connection broke: look at once whether it still runs. */
  void suspect();

  /** Completes when it has ended: with its exit code, or -1 if only its parent could know that. */
  CompletionStage<Integer> exit();
}
