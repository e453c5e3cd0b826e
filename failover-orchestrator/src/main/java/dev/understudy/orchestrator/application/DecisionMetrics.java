package dev.understudy.orchestrator.application;

import java.time.Duration;

/** What is measured of this orchestrator's own work. May be called by any thread. */
public interface DecisionMetrics {

  /**
   * A decision is in the log.
   *
   * @param took since what led to it arrived: a record, or the tick at which a wait was over
   */
  void appended(Duration took);
}
