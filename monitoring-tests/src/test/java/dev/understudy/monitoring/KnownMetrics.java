package dev.understudy.monitoring;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics that there are. Understudy's own: what {@code docs/METRICS.md} lists, which is made
 * from the code; a list of this module while there is no such file. Those of libraries, and of
 * Prometheus itself: a list of this module.
 */
final class KnownMetrics {

  /** A row of the page's tables: the name, then the type. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-zA-Z][a-z0-9_A-Z]*)` \\| (\\w+) \\|");

  /** What is printed of a metric by its type, behind its name. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "counter", List.of(""),
          "gauge", List.of(""),
          "timer", List.of("_count", "_sum", "_max"),
          "histogram", List.of("_bucket", "_count", "_sum"));

  private final Set<String> names = new TreeSet<>();

  KnownMetrics() {
    read(resource("metrics-of-libraries.md"));
    read(
        Files.exists(Checkout.METRICS)
            ? Checkout.text(Checkout.METRICS)
            : resource("metrics-of-understudy.md"));
  }

  private void read(String page) {
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      String name = row.group(1);
      List<String> parts = PARTS.get(row.group(2));
      if (parts == null) {
        throw new IllegalStateException(name + " has the unknown type " + row.group(2));
      }
      parts.forEach(part -> names.add(name + part));
    }
  }

  /** Whether something is printed under that name. */
  boolean has(String name) {
    return names.contains(name);
  }

  private static String resource(String name) {
    return Checkout.text(
        Checkout.HOME.resolve("monitoring-tests/src/test/resources").resolve(name));
  }
}
