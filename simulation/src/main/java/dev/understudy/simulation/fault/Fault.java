package dev.understudy.simulation.fault;

/**
 * One thing that goes wrong.
 *
 * @param atMillis when, in the seed's own time
 * @param trigger the decision that it waits for from then on; null: none
 * @param afterMillis how long after that decision was appended
 * @param forMillis how long; 0 for what has no end
 * @param place which of those that it can hit, modulo their number; −1: the present primary's
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

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%8.3f s  %-19s".formatted(atMillis / 1000.0, kind));
    text.append(place < 0 ? " at the primary's" : " at " + place);
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
