package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.InstanceId;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Histogram;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the phases of failovers took that ended since this process was started. Earlier ones are
 * left out: a histogram that begins with them would look as if all had just happened. Safe for use
 * by several threads.
 */
final class FailoverDurations {

  private static final double[] BUCKETS_SECONDS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900
  };

  private final Histogram histogram =
      Histogram.build(
              OrchestratorMetrics.FAILOVER_DURATION.name(),
              OrchestratorMetrics.FAILOVER_DURATION.help())
          .labelNames(OrchestratorMetrics.FAILOVER_DURATION.labels().toArray(String[]::new))
          .buckets(BUCKETS_SECONDS)
          .create();

  private final Map<InstanceId, Integer> read = new HashMap<>();
  private final Instant since;

  FailoverDurations(Instant since) {
    this.since = since;
    Phases.NAMES.forEach(histogram::labels);
  }

  /**
   * Takes in what is new.
   *
   * @param decisions of the instance, oldest first; they only become more
   */
  synchronized void learn(InstanceId instance, List<Decision> decisions) {
    int known = read.getOrDefault(instance, 0);
    for (Decision decision : decisions.subList(known, decisions.size())) {
      if (decision instanceof EpochClosed closed && isNew(closed)) {
        observe(closed.timeline());
      }
    }
    read.put(instance, decisions.size());
  }

  private boolean isNew(EpochClosed closed) {
    return closed.cause() != Cause.INSTANCE_CREATED
        && !closed.timeline().closedAt().isBefore(since);
  }

  private void observe(Timeline timeline) {
    Phases.seconds(timeline).forEach((phase, took) -> histogram.labels(phase).observe(took));
  }

  /** Without when each series was created, which nobody asks for. */
  List<MetricFamilySamples> collect() {
    return histogram.collect().stream()
        .map(
            family ->
                new MetricFamilySamples(
                    family.name,
                    family.type,
                    family.help,
                    family.samples.stream()
                        .filter(sample -> !sample.name.endsWith("_created"))
                        .toList()))
        .toList();
  }
}
