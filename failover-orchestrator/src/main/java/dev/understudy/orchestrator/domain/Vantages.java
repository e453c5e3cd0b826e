package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Vantage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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

  /** The same, to be told what never happened. */
  Vantages copy() {
    Vantages copy = new Vantages();
    copy.heard.putAll(heard);
    return copy;
  }

  /** Those heard within {@code memory}, by name. */
  List<Vantage> heard(Moment now, Duration memory) {
    return heard.entrySet().stream()
        .filter(each -> !now.isAtLeast(memory, each.getValue()))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(Vantage::value))
        .toList();
  }

  /** How many were heard within {@code memory}. */
  int count(Moment now, Duration memory) {
    return heard(now, memory).size();
  }
}
