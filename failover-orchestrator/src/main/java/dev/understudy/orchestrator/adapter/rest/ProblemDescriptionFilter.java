package dev.understudy.orchestrator.adapter.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes what every request may be answered with when something is wrong with it. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemDescriptionFilter implements OASFilter {

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String NAME = "Problem";
  private static final int FIRST_ERROR = 400;

  /** Answered by the HTTP server, before anything could word it. */
  private static final String TOO_LONG = "413";

  @Override
  public void filterOpenAPI(OpenAPI description) {
    if (description.getPaths() == null) {
      return;
    }
    if (description.getComponents() == null) {
      description.setComponents(OASFactory.createComponents());
    }
    description.getComponents().addSchema(NAME, problem());
    description.getPaths().getPathItems().forEach(ProblemDescriptionFilter::describe);
  }

  private static void describe(String path, PathItem item) {
    item.getOperations().values().forEach(operation -> describe(path, operation));
  }

  private static void describe(String path, Operation operation) {
    APIResponses responses = operation.getResponses();
    boolean body = operation.getRequestBody() != null;
    boolean parameters =
        operation.getParameters() != null
            && operation.getParameters().stream()
                .anyMatch(p -> "query".equals(p.getIn().toString()));
    if (body || parameters) {
      add(responses, "400", "Something in the request is not allowed; violations says what");
    }
    if (path.contains("{") || parameters) {
      add(responses, "404", "There is none of that name");
    }
    add(responses, "406", "The answer would be JSON");
    if (body) {
      add(responses, TOO_LONG, "The body is longer than 64 KB");
      add(responses, "415", "The body must be application/json");
    }
    add(responses, "503", "The topics are not read yet, or the bus did not confirm in time");
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (isError(status) && !TOO_LONG.equals(status)) {
                response.setContent(content());
              }
            });
  }

  private static boolean isError(String status) {
    return status.matches("\\d{3}") && Integer.parseInt(status) >= FIRST_ERROR;
  }

  private static void add(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  private static Content content() {
    return OASFactory.createContent()
        .addMediaType(
            MEDIA_TYPE,
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME)));
  }

  private static Schema problem() {
    Schema violation =
        object(
            Map.of(
                "in", text("Where it is: body, query, path"),
                "field", text("The field's path, e.g. highAvailability.cooldown; empty: all of it"),
                "message", text("What it must be")),
            List.of("field", "message"));
    Schema violations =
        OASFactory.createSchema()
            .addType(SchemaType.ARRAY)
            .items(violation)
            .description("What is wrong, if it is something in the request");
    return object(
            Map.of(
                "type", text("A URI that names the kind of problem, or about:blank"),
                "title", text("The kind in words"),
                "status",
                    OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .description("The HTTP status"),
                "detail", text("This problem in words"),
                "instance", text("The path that was asked for"),
                "violations", violations),
            List.of("type", "title", "status", "detail"))
        .description("What went wrong (RFC 9457)");
  }

  private static Schema object(Map<String, Schema> properties, List<String> required) {
    Schema object = OASFactory.createSchema().addType(SchemaType.OBJECT);
    properties.forEach(object::addProperty);
    return object.required(required);
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
