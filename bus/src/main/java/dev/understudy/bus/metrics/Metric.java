package dev.understudy.bus.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * One metric as it is declared.
 *
 * @param name as Prometheus prints it
 * @param help one sentence without its full stop
 * @param labels their names, in the order in which values are given
 */
public record Metric(String name, MetricType type, Unit unit, String help, List<String> labels) {

  private static final Pattern NAMES = Pattern.compile("(redis|understudy)(_[a-z0-9]+)+");
  private static final String COUNTER_SUFFIX = "_total";
  private static final String TIMER_SUFFIX = "_seconds";

  /**
   * @throws IllegalArgumentException if the name is not one that Prometheus' naming rules ask for
   */
  public Metric {
    labels = List.copyOf(labels);
    boolean timed = type == MetricType.TIMER || type == MetricType.HISTOGRAM;
    boolean wellNamed =
        NAMES.matcher(name).matches()
            && name.endsWith(COUNTER_SUFFIX) == (type == MetricType.COUNTER)
            && (!timed || name.endsWith(TIMER_SUFFIX));
    if (!wellNamed) {
      throw new IllegalArgumentException(name + " is no name for a " + type);
    }
    if (help.isBlank() || help.endsWith(".")) {
      throw new IllegalArgumentException(name + " needs a help text without a full stop");
    }
  }

  /** Registers a counter, or finds it. */
  public Counter counter(MeterRegistry registry, String... labelValues) {
    require(MetricType.COUNTER);
    return Counter.builder(meterName(COUNTER_SUFFIX))
        .description(help)
        .tags(tags(labelValues))
        .register(registry);
  }

  /** Registers a gauge that keeps hold of what it shows. */
  public <T> Gauge gauge(
      MeterRegistry registry, T state, ToDoubleFunction<T> value, String... labelValues) {
    require(MetricType.GAUGE);
    return Gauge.builder(meterName(""), state, value)
        .description(help)
        .strongReference(true)
        .tags(tags(labelValues))
        .register(registry);
  }

  /** Registers a timer, or finds it. */
  public Timer timer(MeterRegistry registry, String... labelValues) {
    require(MetricType.TIMER);
    return Timer.builder(meterName(TIMER_SUFFIX))
        .description(help)
        .tags(tags(labelValues))
        .register(registry);
  }

  /** What Micrometer calls it: the registry adds the suffix again when it prints. */
  private String meterName(String suffix) {
    return name.substring(0, name.length() - suffix.length()).replace('_', '.');
  }

  private Tags tags(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(labels.get(i), values[i]);
    }
    return tags;
  }

  private void require(MetricType wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException(name + " is a " + type + ", not a " + wanted);
    }
  }
}
