package dev.understudy.bus.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/METRICS.md}. */
final class MetricsPage {

  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from the catalogues in bus/src/main/java/dev/understudy/bus/metrics; change them, then run
           %s -->

      Every service prints its metrics for Prometheus at `/q/metrics`. Names, types and labels are part of what Understudy
      promises: they change with a major version only. A timer is printed as `_count`, `_sum` and `_max`, a histogram as
      `_bucket`, `_count` and `_sum`. Labels have a bounded number of values, and what belongs to an instance disappears
      when the instance is deleted.
      """;

  private MetricsPage() {}

  static String render(String regenerate) {
    return Catalogue.all().stream()
        .map(MetricsPage::section)
        .collect(Collectors.joining("", HEAD.formatted(regenerate), ""));
  }

  private static String section(Catalogue catalogue) {
    return "\n## "
        + catalogue.title()
        + "\n\n"
        + catalogue.introduction()
        + "\n\n| metric | type | unit | labels | what it says |\n|---|---|---|---|---|\n"
        + catalogue.metrics().stream().map(MetricsPage::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            metric.name(), word(metric.type()), unit(metric.unit()), labels(metric), metric.help());
  }

  private static String labels(Metric metric) {
    return metric.labels().stream()
        .skip(metric.labels().containsAll(MemberMetrics.LABELS) ? MemberMetrics.LABELS.size() : 0)
        .map("`%s`"::formatted)
        .collect(Collectors.joining(" "));
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case COUNT -> "";
      case YES_OR_NO -> "0 or 1";
      case BYTES, SECONDS -> word(unit);
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
