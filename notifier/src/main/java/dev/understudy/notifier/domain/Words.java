package dev.understudy.notifier.domain;

import java.time.Duration;
import java.util.Locale;

/** How enums, sizes and times read in a sentence. */
final class Words {

  /** Below. */
  private static final Duration SHOWN_IN_MILLIS = Duration.ofSeconds(10);

  /** From here on. */
  private static final Duration SHOWN_IN_MINUTES = Duration.ofMinutes(10);

  private static final Duration SHOWN_IN_HOURS = Duration.ofHours(10);

  private Words() {}

  /** {@code PRIMARY_CRASHED}: primary crashed. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** 1,234 bytes. */
  static String bytes(long count) {
    return count == 1 ? "1 byte" : String.format(Locale.ROOT, "%,d bytes", count);
  }

  /** 84 ms, 12.5 s, 12 min or 49 h. */
  static String time(Duration duration) {
    if (duration.compareTo(SHOWN_IN_HOURS) >= 0) {
      return duration.toHours() + " h";
    }
    if (duration.compareTo(SHOWN_IN_MINUTES) >= 0) {
      return duration.toMinutes() + " min";
    }
    if (duration.compareTo(SHOWN_IN_MILLIS) < 0) {
      return duration.toMillis() + " ms";
    }
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** The value, or a stand-in for one that isn't known. */
  static String orElse(Object value, String standIn) {
    return value == null ? standIn : value.toString();
  }
}
