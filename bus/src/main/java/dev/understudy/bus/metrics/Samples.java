package dev.understudy.bus.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.Collector.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one scrape found, by metric. */
public final class Samples {

  private final Map<Metric, List<Sample>> samples = new LinkedHashMap<>();
  private final List<MetricFamilySamples> finished = new ArrayList<>();

  /**
   * Adds a sample of a counter or a gauge.
   *
   * @param labelValues in the order of the metric's labels
   */
  public void add(Metric metric, double value, List<String> labelValues) {
    if (labelValues.size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric.name() + " has the labels " + metric.labels());
    }
    samples
        .computeIfAbsent(metric, first -> new ArrayList<>())
        .add(new Sample(metric.name(), metric.labels(), labelValues, value));
  }

  public void add(Metric metric, double value, String... labelValues) {
    add(metric, value, List.of(labelValues));
  }

  /** Adds what another collector has collected. */
  public void addAll(List<MetricFamilySamples> families) {
    finished.addAll(families);
  }

  List<MetricFamilySamples> families() {
    List<MetricFamilySamples> families = new ArrayList<>(finished);
    samples.forEach(
        (metric, found) ->
            families.add(
                new MetricFamilySamples(
                    metric.name(),
                    metric.type() == MetricType.COUNTER ? Type.COUNTER : Type.GAUGE,
                    metric.help(),
                    found)));
    return families;
  }
}
