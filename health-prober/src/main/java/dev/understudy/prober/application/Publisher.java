package dev.understudy.prober.application;

import java.util.concurrent.CompletionStage;

/** Gets observations to those who decide. */
public interface Publisher {

  /**
   * Publishes an observation.
   *
   * @return completes, on any thread, when the bus has it; fails when it was given up
   */
  CompletionStage<Void> publish(Observation observation);
}
