package dev.understudy.dns.adapter.health;

import dev.understudy.dns.application.EmbeddedServerState;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the embedded server is bound, if there is one. */
@Readiness
@ApplicationScoped
public class EmbeddedServerBound implements HealthCheck {

  private final EmbeddedServerState server;

  EmbeddedServerBound(EmbeddedServerState server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("embedded-dns-server").status(server.isReady()).build();
  }
}
