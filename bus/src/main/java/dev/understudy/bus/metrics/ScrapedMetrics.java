package dev.understudy.bus.metrics;

import io.prometheus.client.Collector;
import java.util.List;

/**
 * Metrics that are read from what a service knows when Prometheus asks, next to those that it keeps
 * as meters. For what there is much of, and what comes and goes: thirty meters per member would
 * cost more memory than all the rest of a prober, and a label that changes would mean to take them
 * out and register them anew.
 */
public abstract class ScrapedMetrics extends Collector implements Collector.Describable {

  /** Adds what is known now. Called by any thread. */
  protected abstract void sample(Samples samples);

  @Override
  public final List<MetricFamilySamples> collect() {
    Samples samples = new Samples();
    sample(samples);
    return samples.families();
  }

  /** Nothing yet: what there is to sample may not be known when it is registered. */
  @Override
  public final List<MetricFamilySamples> describe() {
    return List.of();
  }
}
