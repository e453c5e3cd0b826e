package dev.understudy.orchestrator.adapter.rest.problem;

import dev.understudy.contracts.InvalidField;

/** Takes the messages of {@link InvalidField} apart. */
public final class FieldRule {

  private FieldRule() {}

  /** What the field must be, without its name. */
  static String of(InvalidField invalid) {
    String message = invalid.getMessage();
    return message.startsWith(invalid.field() + " ")
        ? message.substring(invalid.field().length() + 1)
        : message;
  }

  /** The same for a field one level further down. */
  public static InvalidField under(String parent, InvalidField invalid) {
    return new InvalidField(parent + "." + invalid.field(), of(invalid));
  }

  /** The same for the field alone, where the user knows it without its parents. */
  public static InvalidField alone(InvalidField invalid) {
    return new InvalidField(
        invalid.field().substring(invalid.field().lastIndexOf('.') + 1), of(invalid));
  }
}
