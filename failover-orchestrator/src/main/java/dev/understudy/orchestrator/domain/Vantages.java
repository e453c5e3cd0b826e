package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Vantage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All vantages of the fleet and when each was last heard, of whatever instance: one that hasn't
 * probed a new instance yet counts in its quorum all the same. Owned by one thread.
 */
public final class Vantages {

  private final Map<Vantage, Moment> heard = new HashMap<>();

  public void learn(Vantage vantage, Moment now) {
    heard.put(vantage, now);
  }

  /** How many were heard within {@code memory}. */
  int count(Moment now, Duration memory) {
    return (int) heard.values().stream().filter(last -> !now.isAtLeast(memory, last)).count();
  }
}
