package dev.understudy.node.application;

import java.util.concurrent.CompletionStage;

/** Logs in to engines. */
public interface EngineLinks {

  /**
   * Connects as administrator.
   *
   * @param closed called once if the connection breaks later
   */
  CompletionStage<EngineLink> connect(EngineSettings settings, Runnable closed);
}
