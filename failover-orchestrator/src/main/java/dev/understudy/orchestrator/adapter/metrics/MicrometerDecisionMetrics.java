package dev.understudy.orchestrator.adapter.metrics;

import dev.understudy.bus.metrics.OrchestratorMetrics;
import dev.understudy.orchestrator.application.DecisionMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Shown from the start, when there was no decision yet. */
@Singleton
class MicrometerDecisionMetrics implements DecisionMetrics {

  private final Timer timer;

  MicrometerDecisionMetrics(MeterRegistry meters) {
    this.timer = OrchestratorMetrics.DECISION_DURATION.timer(meters);
  }

  @Override
  public void appended(Duration took) {
    timer.record(took);
  }
}
