package dev.understudy.node.wiring;

import dev.understudy.node.application.Announcer;
import dev.understudy.node.application.Core;
import dev.understudy.node.application.Node;
import dev.understudy.node.application.RetryingOutbox;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready: the bus is within reach, the id is its own, and the decision log was read to its end. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements AsyncHealthCheck {

  private final Core core;
  private final Node node;
  private final Announcer announcer;
  private final RetryingOutbox outbox;

  Readiness(Core core, Node node, Announcer announcer, RetryingOutbox outbox) {
    this.core = core;
    this.node = node;
    this.announcer = announcer;
    this.outbox = outbox;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().completionStage(() -> CompletableFuture.supplyAsync(this::look, core));
  }

  private HealthCheckResponse look() {
    boolean bus = outbox.reachesBus();
    boolean own = announcer.isOwn();
    boolean log = node.hasReadLog();
    return HealthCheckResponse.named("node")
        .status(bus && own && log)
        .withData("bus within reach", bus)
        .withData("id its own", own)
        .withData("decision log read", log)
        .build();
  }
}
