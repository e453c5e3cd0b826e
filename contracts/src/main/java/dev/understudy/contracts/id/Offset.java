package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.understudy.contracts.InvalidField;

/** A position in a replication stream, in bytes. Comparable only within one replication id. */
public record Offset(@JsonValue long value) implements Comparable<Offset> {

  public static final Offset ZERO = new Offset(0);

  public Offset {
    if (value < 0) {
      throw new InvalidField("offset", "must not be negative");
    }
  }

  @JsonCreator
  public static Offset of(long value) {
    return new Offset(value);
  }

  /** How many bytes this position lies behind {@code ahead}; zero if it is not behind. */
  public long bytesBehind(Offset ahead) {
    return Math.max(0, ahead.value - value);
  }

  @Override
  public int compareTo(Offset other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
