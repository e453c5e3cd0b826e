package dev.understudy.node.wiring;

import dev.understudy.node.application.Core;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.RetryingOutbox;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: the bus is within reach, and the decision log was read to its end. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements AsyncHealthCheck {

  private final Core core;
  private final Node node;
  private final RetryingOutbox outbox;

  Readiness(Core core, Node node, RetryingOutbox outbox) {
    this.core = core;
    this.node = node;
    this.outbox = outbox;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().completionStage(() -> CompletableFuture.supplyAsync(this::look, core));
  }

  private HealthCheckResponse look() {
    boolean bus = outbox.reachesBus();
    boolean log = node.hasReadLog();
    return HealthCheckResponse.named("node")
        .status(bus && log)
        .withData("bus within reach", bus)
        .withData("decision log read", log)
        .build();
  }
}
