package dev.understudy.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of one redis-server of an instance; never used again after removal. */
public record MemberId(@JsonValue String value) {

  public MemberId {
    Names.requireLabel("member", value);
  }

  @JsonCreator
  public static MemberId of(String value) {
    return new MemberId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
