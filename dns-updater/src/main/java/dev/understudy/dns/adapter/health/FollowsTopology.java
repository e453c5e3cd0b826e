package dev.understudy.dns.adapter.health;

import dev.understudy.dns.application.NameKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the topics' past has been read; that the bus is reachable is checked per channel. */
@Readiness
@ApplicationScoped
public class FollowsTopology implements HealthCheck {

  private final NameKeeper keeper;

  FollowsTopology(NameKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("follows-topology").status(keeper.isFollowing()).build();
  }
}
