package dev.understudy.simulation.fault;

/**
 * One thing that goes wrong.
 *
 * @param atMillis when, in the seed's own time
 * @param trigger the decision or the word of a node that it waits for from then on; null: none
 * @param afterMillis how long after that was appended
 * @param forMillis how long; 0 for what has no end
 * @param place which of those that it can hit, modulo their number; or {@link #AT_PRIMARY}, or
 *     {@link #AT_SPEAKER}
 * @param other a second place
 */
public record Fault(
    FaultKind kind,
    long atMillis,
    String trigger,
    long afterMillis,
    long forMillis,
    int place,
    int other) {

  /** At the present primary's. */
  public static final int AT_PRIMARY = -1;

  /** At that of the node whose word it waited for. */
  public static final int AT_SPEAKER = -2;

  /** The same, at another place. */
  Fault at(int otherPlace) {
    return new Fault(kind, atMillis, trigger, afterMillis, forMillis, otherPlace, other);
  }

  private String where() {
    return switch (place) {
      case AT_PRIMARY -> " at the primary's";
      case AT_SPEAKER -> " at the speaker's";
      default -> " at " + place;
    };
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%8.3f s  %-19s".formatted(atMillis / 1000.0, kind));
    text.append(where());
    if (kind == FaultKind.PAIR_CUT) {
      text.append(" and ").append(other);
    }
    if (forMillis > 0) {
      text.append(" for ").append(forMillis).append(" ms");
    }
    if (trigger != null) {
      text.append(", ").append(afterMillis).append(" ms after the next ").append(trigger);
    }
    return text.toString();
  }
}
