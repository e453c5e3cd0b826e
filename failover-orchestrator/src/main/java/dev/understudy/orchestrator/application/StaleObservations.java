package dev.understudy.orchestrator.application;

import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Counts the observations that were older than {@code freshness} when they arrived, as while what
 * the bus kept from before an outage is read, or when this process can't keep up. They decide
 * nothing. Said once when it begins, and once when what is read is of now again. Confined to the
 * desk's thread.
 */
final class StaleObservations {

  private static final Logger LOG = Logger.getLogger(StaleObservations.class);

  private long total;
  private long ofThisTime;

  /** One that arrived too late. */
  void dropped(Duration age) {
    if (ofThisTime == 0) {
      LOG.warnf(
          "what probers saw is read %d ms late: it decides nothing until it is of now",
          age.toMillis());
    }
    ofThisTime++;
    total++;
  }

  /** One that arrived in time. */
  void fresh() {
    if (ofThisTime > 0) {
      LOG.infof("what probers saw is of now again; %d observations decided nothing", ofThisTime);
      ofThisTime = 0;
    }
  }

  long total() {
    return total;
  }
}
