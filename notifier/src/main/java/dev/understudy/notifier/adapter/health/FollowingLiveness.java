package dev.understudy.notifier.adapter.health;

import dev.understudy.notifier.application.LogProgress;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: the thread that follows decisions and alerts runs. */
@Liveness
class FollowingLiveness implements HealthCheck {

  private final LogProgress log;

  FollowingLiveness(LogProgress log) {
    this.log = log;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("follows decisions and alerts")
        .status(log.following())
        .build();
  }
}
