package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.bus.metrics.Samples;
import dev.understudy.bus.metrics.ScrapedMetrics;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.domain.history.FailoverOutcomes;
import io.prometheus.client.CollectorRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Reads every instance from the {@link Fleet} when Prometheus asks. There is nothing before the
 * fleet is known: a counter that climbs while the log is read would look like failovers.
 */
@Singleton
class FleetGauges extends ScrapedMetrics {

  private final Fleet fleet;
  private final FailoverDurations durations;

  FleetGauges(Fleet fleet, Clock clock) {
    this.fleet = fleet;
    this.durations = new FailoverDurations(clock.instant());
  }

  void start(@Observes StartupEvent started, CollectorRegistry registry) {
    register(registry);
  }

  @Override
  protected void sample(Samples samples) {
    if (!fleet.caughtUp()) {
      return;
    }
    for (InstanceSpec spec : fleet.specs()) {
      InstanceId instance = spec.instance();
      List<Decision> decisions = fleet.decisions(instance);
      FailoverOutcomes outcomes = FailoverOutcomes.of(decisions);
      new InstanceSampler(samples, spec, fleet.topology(instance), outcomes).sample();
      durations.learn(instance, decisions);
    }
    samples.add(OrchestratorMetrics.STALE_OBSERVATIONS, fleet.staleObservations());
    samples.addAll(durations.collect());
  }
}
