package dev.understudy.orchestrator.adapter.rest.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * The answer before there is anything to answer. Not an exception: the log would call it an error.
 */
public final class TooEarly {

  private TooEarly() {}

  /** The answer to a request for that path. */
  public static Response at(String path) {
    HttpProblem problem =
        Problems.unavailable("the orchestrator is still reading the topics; try again in a moment");
    return HttpProblem.builder(problem).withInstance(URI.create(path)).build().toResponse();
  }
}
