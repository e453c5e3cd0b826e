package dev.understudy.contracts;

/** A value that a contract refuses. Says which field and what would have been allowed. */
public final class InvalidField extends IllegalArgumentException {

  private final String field;

  public InvalidField(String field, String rule) {
    super(field + " " + rule);
    this.field = field;
  }

  /** The field's path as a user of the API knows it, e.g. {@code highAvailability.cooldown}. */
  public String field() {
    return field;
  }
}
