package dev.understudy.orchestrator.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the API says of itself at {@code /q/openapi}. */
final class ApiDescription {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /** OpenAPI 3.1's schemas are those of JSON Schema 2020-12. */
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;

  /**
   * One method of one path.
   *
   * @param description what the document has of it
   */
  record Operation(String method, String path, JsonNode description) {

    List<JsonNode> parameters(String in) {
      List<JsonNode> found = new ArrayList<>();
      description.path("parameters").forEach(found::add);
      found.removeIf(parameter -> !parameter.path("in").asText().equals(in));
      return found;
    }

    Optional<JsonNode> bodySchema() {
      JsonNode schema =
          description.path("requestBody").path("content").path("application/json").path("schema");
      return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    /** Missing if there is no such answer. */
    JsonNode answer(int status) {
      return description.path("responses").path(Integer.toString(status));
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  ApiDescription(String json) throws IOException {
    document = JSON.readTree(json);
  }

  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (METHODS.contains(method.getKey())) {
                            all.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue()));
                          }
                        }));
    return all;
  }

  /** The schema itself, where it is only referred to. */
  JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : resolve(document.at(reference.substring(1)));
  }

  /** What of it isn't as the schema says. */
  Set<ValidationMessage> violations(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return schemas.getSchema(whole).validate(value);
  }
}
