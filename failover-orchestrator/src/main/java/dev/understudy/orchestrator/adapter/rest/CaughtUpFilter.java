package dev.understudy.orchestrator.adapter.rest;

import dev.understudy.orchestrator.application.Fleet;
import dev.understudy.orchestrator.application.command.Refusal.Unavailable;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers nothing before everything was read that the topics held at the start. */
public class CaughtUpFilter {

  private final Fleet fleet;

  CaughtUpFilter(Fleet fleet) {
    this.fleet = fleet;
  }

  @ServerRequestFilter(nonBlocking = true)
  public void requireCaughtUp(ContainerRequestContext request) {
    if (!fleet.caughtUp() && request.getUriInfo().getPath().startsWith(Api.ROOT)) {
      throw new Unavailable("the orchestrator is still reading the topics; try again in a moment");
    }
  }
}
