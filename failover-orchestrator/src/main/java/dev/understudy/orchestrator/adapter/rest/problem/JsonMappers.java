package dev.understudy.orchestrator.adapter.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.Provider;

/**
 * {@link JsonProblem} for every class of Jackson's failures that Quarkus or the problem extension
 * maps too: the mapper of the nearest class wins, then the one of the lowest priority.
 */
final class JsonMappers {

  private JsonMappers() {}

  /** Whatever else Jackson throws. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class Any extends ExceptionMapperBase<JsonProcessingException> {
    @Override
    protected HttpProblem toProblem(JsonProcessingException failure) {
      return JsonProblem.of(failure);
    }
  }

  /** A value of the wrong type. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class Mismatched extends ExceptionMapperBase<MismatchedInputException> {
    @Override
    protected HttpProblem toProblem(MismatchedInputException failure) {
      return JsonProblem.of(failure);
    }
  }

  /** A string that isn't what it should be. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class InvalidFormat extends ExceptionMapperBase<InvalidFormatException> {
    @Override
    protected HttpProblem toProblem(InvalidFormatException failure) {
      return JsonProblem.of(failure);
    }
  }

  /** A field that doesn't exist. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class Unrecognized extends ExceptionMapperBase<UnrecognizedPropertyException> {
    @Override
    protected HttpProblem toProblem(UnrecognizedPropertyException failure) {
      return JsonProblem.of(failure);
    }
  }
}
