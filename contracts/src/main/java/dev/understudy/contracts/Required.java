package dev.understudy.contracts;

import java.util.List;

/**
 * What an event can't be without. Every event checks itself when it is made, so that one that lacks
 * something is refused by all of its readers alike: were it left to each of them, a decision could
 * count for one service and be a dead letter for the next.
 */
public final class Required {

  private Required() {}

  /**
   * The value.
   *
   * @throws InvalidField if it is null
   */
  public static <T> T field(String field, T value) {
    if (value == null) {
      throw new InvalidField(field, "is required");
    }
    return value;
  }

  /**
   * A copy that can't be changed.
   *
   * @throws InvalidField if it is null or has a null in it
   */
  public static <T> List<T> list(String field, List<T> values) {
    for (T value : field(field, values)) {
      field(field, value);
    }
    return List.copyOf(values);
  }

  /**
   * The text.
   *
   * @throws InvalidField if it is null or blank
   */
  public static String text(String field, String value) {
    if (field(field, value).isBlank()) {
      throw new InvalidField(field, "must not be empty");
    }
    return value;
  }

  /**
   * The number.
   *
   * @throws InvalidField if it is negative
   */
  public static long notNegative(String field, long value) {
    if (value < 0) {
      throw new InvalidField(field, "must not be negative");
    }
    return value;
  }
}
