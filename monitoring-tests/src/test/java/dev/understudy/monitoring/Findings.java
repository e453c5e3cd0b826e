package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which queries found nothing though they should, and which found something though they should not.
 */
final class Findings {

  private final List<String> wrong = new ArrayList<>();

  /**
   * Judges what a query found.
   *
   * @param query for people
   * @param reason why it may find nothing; empty if it may not
   * @return the last value, or why there is none
   */
  String judge(String query, JsonNode series, Optional<String> reason) {
    Optional<String> last = last(series);
    if (last.isEmpty() && reason.isEmpty()) {
      wrong.add(query + "\n    finds nothing");
    } else if (last.isPresent() && reason.isPresent()) {
      wrong.add(query + "\n    finds " + last.get() + ", and is listed: " + reason.get());
    }
    return last.orElse("expected empty: " + reason.orElse("NO, it should not be"));
  }

  List<String> wrong() {
    return wrong;
  }

  /** The last value of the first series that has a number, of one moment or of a range of time. */
  private static Optional<String> last(JsonNode series) {
    for (JsonNode each : series) {
      List<JsonNode> values = new ArrayList<>();
      each.path("values").forEach(values::add);
      if (each.has("value")) {
        values.add(each.path("value"));
      }
      for (int i = values.size() - 1; i >= 0; i--) {
        String value = values.get(i).path(1).asText();
        if (!value.equals("NaN")) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }
}
