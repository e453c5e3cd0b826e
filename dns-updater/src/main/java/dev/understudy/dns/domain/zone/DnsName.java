package dev.understudy.dns.domain.zone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A fully qualified name in lower case, without the final dot. Names sort by their labels from the
 * right, so that all names below a name follow it at once.
 */
public final class DnsName implements Comparable<DnsName> {

  private static final int LONGEST = 253;

  /** Sorts before every character of a label. */
  private static final char BETWEEN_LABELS = '\0';

  private final String value;
  private final String sortKey;

  private DnsName(String value) {
    this.value = value;
    List<String> labels = new ArrayList<>(Arrays.asList(value.split("\\.")));
    Collections.reverse(labels);
    this.sortKey = String.join(String.valueOf(BETWEEN_LABELS), labels);
  }

  /**
   * @throws IllegalArgumentException if it is empty or longer than 253 characters
   */
  public static DnsName of(String text) {
    String value = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a name has 1 to " + LONGEST + " characters: " + text);
    }
    return new DnsName(value.toLowerCase(Locale.ROOT));
  }

  public String value() {
    return value;
  }

  public DnsName child(String label) {
    return of(label + "." + value);
  }

  /** Whether this name is {@code zone} or below it. */
  public boolean isWithin(DnsName zone) {
    return equals(zone) || sortKey.startsWith(zone.sortKey + BETWEEN_LABELS);
  }

  @Override
  public int compareTo(DnsName other) {
    return sortKey.compareTo(other.sortKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DnsName name && value.equals(name.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
