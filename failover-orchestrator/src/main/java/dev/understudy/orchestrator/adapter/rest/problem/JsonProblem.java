package dev.understudy.orchestrator.adapter.rest.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.understudy.contracts.InvalidField;
import dev.understudy.orchestrator.adapter.rest.request.ProfileRequest;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong with a body. Jackson's own words name Java classes and repeat values, which may be
 * passwords; these name fields and what is allowed.
 */
final class JsonProblem {

  private JsonProblem() {}

  static HttpProblem of(JsonProcessingException failure) {
    if (failure.getCause() instanceof InvalidField invalid) {
      return Problems.invalid(invalid.field(), FieldRule.of(invalid));
    }
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return Problems.invalid(path(unknown), "is unknown; " + known(unknown.getKnownPropertyIds()));
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return Problems.invalid(path(mismatch), "must be " + wanted(mismatch.getTargetType()));
    }
    Optional<InputCoercionException> beyondRange = beyondRange(failure);
    if (beyondRange.isPresent()) {
      String field = failure instanceof JsonMappingException mapping ? path(mapping) : "";
      return Problems.invalid(
          field, "must be " + wanted(beyondRange.get().getTargetType()) + " that is not as large");
    }
    JsonLocation where = failure.getLocation();
    return Problems.of(
        Status.BAD_REQUEST,
        where == null
            ? "the body is not JSON"
            : "the body is not JSON: see line %d, column %d"
                .formatted(where.getLineNr(), where.getColumnNr()));
  }

  /** A number that is one, but that no field has room for. */
  private static Optional<InputCoercionException> beyondRange(JsonProcessingException failure) {
    Throwable cause = failure instanceof JsonMappingException ? failure.getCause() : failure;
    return cause instanceof InputCoercionException beyond ? Optional.of(beyond) : Optional.empty();
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream().map(JsonProblem::step).collect(Collectors.joining("."));
  }

  private static String step(JsonMappingException.Reference reference) {
    return reference.getFieldName() == null
        ? String.valueOf(reference.getIndex())
        : reference.getFieldName();
  }

  private static String known(Collection<Object> fields) {
    return fields == null || fields.isEmpty()
        ? "no field is known here"
        : "known here: "
            + fields.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String wanted(Class<?> type) {
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == ProfileRequest.class) {
      return "one of nano, small, medium, large, or an object with maxMemoryBytes";
    }
    return type != null && List.class.isAssignableFrom(type) ? "an array" : "a JSON object";
  }
}
