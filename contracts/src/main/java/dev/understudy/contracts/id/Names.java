package dev.understudy.contracts.id;

import dev.understudy.contracts.InvalidField;
import java.util.regex.Pattern;

/**
 * The one rule for names: each becomes a DNS label (RFC 1035, 2.3.1), a folder and a metric label.
 */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private Names() {}

  static void requireLabel(String field, String value) {
    if (value == null || !LABEL.matcher(value).matches()) {
      throw new InvalidField(
          field,
          "must be 1 to 63 lower-case letters, digits or hyphens, start with a letter and not end"
              + " with a hyphen");
    }
  }
}
