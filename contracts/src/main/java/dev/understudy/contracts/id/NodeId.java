package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of one running replica-node service. */
public record NodeId(@JsonValue String value) {

  public NodeId {
    Names.requireLabel("node", value);
  }

  @JsonCreator
  public static NodeId of(String value) {
    return new NodeId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
