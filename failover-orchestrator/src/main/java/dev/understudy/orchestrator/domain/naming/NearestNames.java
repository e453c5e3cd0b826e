package dev.understudy.orchestrator.domain.naming;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What someone who mistyped a name may have meant. */
public final class NearestNames {

  private static final int MOST_SUGGESTED = 5;

  private NearestNames() {}

  /** At most {@value #MOST_SUGGESTED} names, the nearest first (Levenshtein distance). */
  public static List<String> to(String typed, Collection<String> existing) {
    return existing.stream()
        .sorted(
            Comparator.<String>comparingInt(name -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_SUGGESTED)
        .toList();
  }

  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int substituted = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + substituted,
                1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
