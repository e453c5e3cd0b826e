package dev.understudy.prober.adapter.health;

import dev.understudy.prober.application.Pulse;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while rounds run. What they find is data, and no matter of the prober's own health. */
@Liveness
@ApplicationScoped
public class RoundsLiveness implements HealthCheck {

  /** Three times the longest interval that can be set. */
  private static final long STALLED_MILLIS = 30_000;

  private final Pulse pulse;

  RoundsLiveness(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public HealthCheckResponse call() {
    long silentMillis = pulse.silentMillis();
    return HealthCheckResponse.named("rounds run")
        .status(silentMillis < STALLED_MILLIS)
        .withData("millisSinceLastRound", silentMillis)
        .build();
  }
}
