package dev.understudy.orchestrator.adapter.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** What the HTTP layer refuses before a resource sees it. */
final class HttpMappers {

  private HttpMappers() {}

  /** No such path. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class NoSuchPath extends ExceptionMapperBase<NotFoundException> {
    @Override
    protected HttpProblem toProblem(NotFoundException failure) {
      return Problems.of(
          Status.NOT_FOUND, "there is nothing at this path; /q/openapi lists what there is");
    }
  }

  /** A wrong method, media type, parameter or body. */
  @Provider
  @Priority(Problems.BEFORE_THE_EXTENSION)
  public static class Refused extends ExceptionMapperBase<WebApplicationException> {
    @Override
    protected HttpProblem toProblem(WebApplicationException failure) {
      if (failure.getCause() instanceof JsonProcessingException json) {
        return JsonProblem.of(json);
      }
      Response response = failure.getResponse();
      Status status = Status.fromStatusCode(response.getStatus());
      if (status == null) {
        return HttpProblem.builder().withStatus(response.getStatus()).build();
      }
      HttpProblem.Builder problem = Problems.plain(status).withDetail(detail(status));
      String allow = response.getHeaderString(HttpHeaders.ALLOW);
      return allow == null ? problem.build() : problem.withHeader(HttpHeaders.ALLOW, allow).build();
    }

    private static String detail(Status status) {
      return switch (status) {
        case METHOD_NOT_ALLOWED -> "this path does not know this method; see /q/openapi";
        case UNSUPPORTED_MEDIA_TYPE -> "the body must be " + MediaType.APPLICATION_JSON;
        case NOT_ACCEPTABLE -> "the answer would be " + MediaType.APPLICATION_JSON;
        default -> status.getReasonPhrase();
      };
    }
  }
}
