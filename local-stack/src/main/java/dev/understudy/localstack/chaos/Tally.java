package dev.understudy.localstack.chaos;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name. Safe for use by several threads. */
final class Tally {

  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
