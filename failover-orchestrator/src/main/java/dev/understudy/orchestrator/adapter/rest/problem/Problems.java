package dev.understudy.orchestrator.adapter.rest.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The kinds of problems that the API reports. */
final class Problems {

  /** The problem extension registers its own mappers with priority 999; the lowest wins. */
  static final int BEFORE_THE_EXTENSION = 900;

  private static final String OWN_TYPES = "urn:understudy:problem:";
  private static final URI NO_TYPE_OF_ITS_OWN = URI.create("about:blank");
  private static final int RETRY_AFTER_SECONDS = 1;

  private Problems() {}

  /** A field of the body is wrong. */
  static HttpProblem invalid(String field, String rule) {
    return plain(Status.BAD_REQUEST)
        .withDetail(field.isEmpty() ? "the body " + rule : field + " " + rule)
        .with("violations", List.of(Violation.In.body.field(field).message(rule)))
        .build();
  }

  /** Told by its status and detail. */
  static HttpProblem of(Status status, String detail) {
    return plain(status).withDetail(detail).build();
  }

  /** One of a kind that programs may want to tell from others. */
  static HttpProblem of(Status status, Enum<?> kind, String title, String detail) {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return HttpProblem.builder()
        .withType(URI.create(OWN_TYPES + name))
        .withTitle(title)
        .withStatus(status)
        .withDetail(detail)
        .build();
  }

  /** Not now, but perhaps in a second. */
  static HttpProblem unavailable(String detail) {
    return plain(Status.SERVICE_UNAVAILABLE)
        .withDetail(detail)
        .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .build();
  }

  static HttpProblem.Builder plain(Status status) {
    return HttpProblem.builder()
        .withType(NO_TYPE_OF_ITS_OWN)
        .withTitle(status.getReasonPhrase())
        .withStatus(status);
  }
}
