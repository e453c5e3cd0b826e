package dev.understudy.node.domain;

/**
 * What came of {@link SalvageStep.Compare}.
 *
 * @param differing keys whose values differ, or that only one side has; null: unknown
 * @param complete whether all keys were compared; otherwise there may be more
 * @param problem why not all were; null if all were
 */
public record Comparison(Long differing, boolean complete, String problem) {

  public static Comparison of(long differing) {
    return new Comparison(differing, true, null);
  }

  /** It ended early. */
  public static Comparison upTo(long differing, String why) {
    return new Comparison(differing, false, why);
  }

  public static Comparison not(String why) {
    return new Comparison(null, false, why);
  }
}
