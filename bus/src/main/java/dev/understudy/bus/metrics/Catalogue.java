package dev.understudy.bus.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The metrics of one kind of service, in the order of their declaration. */
public final class Catalogue {

  private final String title;
  private final String introduction;
  private final List<Metric> metrics = new ArrayList<>();

  /**
   * @param introduction what they have in common; Markdown
   */
  Catalogue(String title, String introduction) {
    this.title = title;
    this.introduction = introduction;
  }

  /** All of Understudy's. */
  public static List<Catalogue> all() {
    return List.of(
        EveryServiceMetrics.CATALOGUE,
        MemberMetrics.CATALOGUE,
        ProberMetrics.CATALOGUE,
        OrchestratorMetrics.CATALOGUE,
        NodeMetrics.CATALOGUE,
        DnsMetrics.CATALOGUE,
        NotifierMetrics.CATALOGUE);
  }

  public String title() {
    return title;
  }

  public String introduction() {
    return introduction;
  }

  public List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  Metric counter(String name, Unit unit, String help, String... labels) {
    return declare(new Metric(name, MetricType.COUNTER, unit, help, List.of(labels)));
  }

  Metric gauge(String name, Unit unit, String help, String... labels) {
    return declare(new Metric(name, MetricType.GAUGE, unit, help, List.of(labels)));
  }

  Metric timer(String name, String help, String... labels) {
    return declare(new Metric(name, MetricType.TIMER, Unit.SECONDS, help, List.of(labels)));
  }

  Metric histogram(String name, String help, String... labels) {
    return declare(new Metric(name, MetricType.HISTOGRAM, Unit.SECONDS, help, List.of(labels)));
  }

  private Metric declare(Metric metric) {
    metrics.add(metric);
    return metric;
  }

  /** How a constant is written as a label's value. */
  public static String labelValue(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
