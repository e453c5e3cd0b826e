package dev.understudy.orchestrator.adapter.rest.request;

import dev.understudy.contracts.InvalidField;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A duration in a request's body. */
final class DurationField {

  private DurationField() {}

  /**
   * Reads it.
   *
   * @param text null: the field was left out
   * @throws InvalidField if it is no duration
   */
  static Optional<Duration> read(String field, String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      throw new InvalidField(field, "must be an ISO 8601 duration such as PT45S or PT10M");
    }
  }
}
