package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A place that probes run from. Quorum counts vantages, never processes. */
public record Vantage(@JsonValue String value) {

  public Vantage {
    Names.requireLabel("vantage", value);
  }

  @JsonCreator
  public static Vantage of(String value) {
    return new Vantage(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
