package dev.understudy.orchestrator.adapter.kafka;

import dev.understudy.orchestrator.application.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the history was read: before that it neither decides nor knows what to answer. */
@Readiness
@ApplicationScoped
class CaughtUpCheck implements HealthCheck {

  private final Fleet fleet;

  CaughtUpCheck(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("history read").status(fleet.caughtUp()).build();
  }
}
