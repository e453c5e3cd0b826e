package dev.understudy.orchestrator.adapter.rest.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Fills in what the problem extension leaves out of the problems that it makes itself. */
@ApplicationScoped
public class ProblemDefaults implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (problem.getType() != null && problem.getDetail() != null) {
      return problem;
    }
    HttpProblem.Builder complete = HttpProblem.builder(problem);
    if (problem.getType() == null) {
      complete.withType(URI.create("about:blank"));
    }
    if (problem.getDetail() == null) {
      complete.withDetail(detail(problem));
    }
    return complete.build();
  }

  private static String detail(HttpProblem problem) {
    if (problem.getParameters().get("violations") instanceof List<?> violations) {
      return violations.stream()
          .filter(Violation.class::isInstance)
          .map(Violation.class::cast)
          .map(one -> (one.field.isEmpty() ? "the body" : one.field) + " " + one.message)
          .sorted()
          .collect(Collectors.joining("; "));
    }
    return problem.getStatusCode() >= 500
        ? "something went wrong here that is not your fault; the log says what"
        : problem.getTitle();
  }
}
