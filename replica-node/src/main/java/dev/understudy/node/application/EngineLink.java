package dev.understudy.node.application;

import dev.understudy.node.domain.Act;
import dev.understudy.node.domain.EngineFacts;
import java.util.concurrent.CompletionStage;

/** The node's own connection to an engine, kept open. Answers come in the order of the acts. */
public interface EngineLink {

  /** What came of an act; {@code acknowledged} counts the replicas that answered. */
  record Answer(EngineFacts facts, int acknowledged) {}

  /**
   * Fails if the engine refuses, or the connection breaks; never if the engine just hangs. With an
   * {@link EngineBusyException} if a script blocks it.
   */
  CompletionStage<Answer> run(Act act);

  void close();
}
