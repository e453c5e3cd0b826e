package dev.understudy.node.domain;

/**
 * What came of {@link SalvageStep.Keep}.
 *
 * @param path the file; null if there is none
 * @param problem why there is none; null if there is one
 */
public record Kept(String path, String problem) {

  public static Kept at(String path) {
    return new Kept(path, null);
  }

  public static Kept not(String why) {
    return new Kept(null, why);
  }
}
