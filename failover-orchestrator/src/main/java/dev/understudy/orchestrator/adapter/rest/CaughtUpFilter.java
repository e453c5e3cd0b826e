package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.orchestrator.adapter.rest.problem.TooEarly;
import dev.understudy.orchestrator.application.Fleet;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers nothing before everything was read that the topics held at the start. */
public class CaughtUpFilter {

  private final Fleet fleet;

  CaughtUpFilter(Fleet fleet) {
    this.fleet = fleet;
  }

  @ServerRequestFilter(nonBlocking = true)
  public Optional<Response> requireCaughtUp(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    return fleet.caughtUp() || !path.startsWith(Api.ROOT)
        ? Optional.empty()
        : Optional.of(TooEarly.at(path));
  }
}
