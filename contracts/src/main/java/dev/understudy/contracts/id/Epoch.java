package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.understudy.contracts.InvalidField;

/** A per-instance counter, raised by one for every change of primary. Zero: no primary ever. */
public record Epoch(@JsonValue long value) implements Comparable<Epoch> {

  public static final Epoch NONE = new Epoch(0);

  public Epoch {
    if (value < 0) {
      throw new InvalidField("epoch", "must not be negative");
    }
  }

  @JsonCreator
  public static Epoch of(long value) {
    return value == 0 ? NONE : new Epoch(value);
  }

  public Epoch next() {
    return new Epoch(value + 1);
  }

  public boolean isAfter(Epoch other) {
    return value > other.value;
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
