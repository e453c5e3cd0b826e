package dev.understudy.orchestrator.adapter.rest.problem;

import dev.understudy.contracts.InvalidField;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.ext.Provider;

/** Values that a contract refuses. */
@Provider
public class InvalidFieldMapper extends ExceptionMapperBase<InvalidField> {

  @Override
  protected HttpProblem toProblem(InvalidField invalid) {
    return Problems.invalid(invalid.field(), FieldRule.of(invalid));
  }
}
