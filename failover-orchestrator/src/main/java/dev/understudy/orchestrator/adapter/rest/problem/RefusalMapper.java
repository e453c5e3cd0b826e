package dev.understudy.orchestrator.adapter.rest.problem;

import dev.understudy.orchestrator.application.command.Refusal;
import dev.understudy.orchestrator.application.command.Refusal.Conflict;
import dev.understudy.orchestrator.application.command.Refusal.NotFound;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Requests that the application doesn't grant. */
@Provider
public class RefusalMapper extends ExceptionMapperBase<Refusal> {

  @Override
  protected HttpProblem toProblem(Refusal refusal) {
    if (refusal instanceof NotFound) {
      return Problems.of(Status.NOT_FOUND, refusal.getMessage());
    }
    if (refusal instanceof Conflict conflict) {
      return Problems.of(
          Status.CONFLICT, conflict.reason(), conflict.reason().title(), conflict.getMessage());
    }
    return Problems.unavailable(refusal.getMessage());
  }
}
