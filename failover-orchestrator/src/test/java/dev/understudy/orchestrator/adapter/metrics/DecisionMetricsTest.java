package dev.understudy.orchestrator.adapter.metrics;

import static dev.understudy.bus.metrics.OrchestratorMetrics.DECISION_DURATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

  /** The one that Quarkus uses; its replacement is for another version of the Prometheus client. */
  @SuppressWarnings("deprecation")
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final MicrometerDecisionMetrics metrics = new MicrometerDecisionMetrics(registry);

  @Test
  void isThereBeforeTheFirstDecision() {
    assertThat(registry.scrape())
        .contains("# HELP understudy_decision_seconds " + DECISION_DURATION.help() + "\n")
        .contains("# TYPE understudy_decision_seconds summary\n")
        .contains("understudy_decision_seconds_count 0.0\n");
  }

  @Test
  void addsUpDecisions() {
    metrics.appended(Duration.ofMillis(2));
    metrics.appended(Duration.ofMillis(7));
    assertThat(registry.scrape())
        .contains("understudy_decision_seconds_count 2.0\n")
        .contains("understudy_decision_seconds_sum 0.009\n")
        .contains("understudy_decision_seconds_max 0.007\n");
  }
}
