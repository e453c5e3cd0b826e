package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a managed Redis as its users know it. */
public record InstanceId(@JsonValue String value) {

  public InstanceId {
    Names.requireLabel("instance", value);
  }

  @JsonCreator
  public static InstanceId of(String value) {
    return new InstanceId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
