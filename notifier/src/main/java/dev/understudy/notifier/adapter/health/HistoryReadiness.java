package dev.understudy.notifier.adapter.health;

import dev.understudy.notifier.application.LogProgress;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the decisions and alerts that were there at the start have been read. That the bus is
 * reachable is Quarkus' own check; a mail server or a webhook that is down is a metric, not this
 * service's ill health.
 */
@Readiness
class HistoryReadiness implements HealthCheck {

  private final LogProgress log;

  HistoryReadiness(LogProgress log) {
    this.log = log;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("has read decisions and alerts")
        .status(log.historyRead())
        .build();
  }
}
