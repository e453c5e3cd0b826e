package dev.understudy.orchestrator.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.orchestrator.adapter.rest.ApiDescription.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes requests that are as the description says, and such that aren't. */
final class RequestGenerator {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> NAMES = List.of("fuzz", "fuzz", "fuzz", "fuzz", "other", "a");
  private static final List<String> NUMBERS = List.of("1", "2", "3");
  private static final List<String> ODD =
      List.of(
          " ",
          "UPPER",
          "-x",
          "x-",
          "ä",
          "\u0000",
          "a b",
          "'--",
          "%",
          "<b>",
          "x".repeat(64),
          "x".repeat(2_000),
          "null",
          "0",
          "-1",
          "1",
          "2",
          "9223372036854775807",
          "9223372036854775808",
          "1e9",
          "NaN",
          "true",
          "PT5S",
          "PT-5S",
          "PT9223372036854775807S");
  private static final List<String> BROKEN_JSON =
      List.of("", "{", "[", "nul", "{\"a\":}", "{} {}", "\u0000", "{'a':1}", "{\"a\":1,\"a\":2}");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1",
          "2.5",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\" \"",
          "\"text\"",
          "\"PT5S\"",
          "\"PT0S\"",
          "\"-PT1S\"",
          "\"PT9223372036854775807S\"",
          "[]",
          "[null]",
          "{}",
          "{\"maxMemoryBytes\":-1}",
          "\"\\u0000\"",
          "\"\\ud800\"");
  private static final List<String> DURATIONS = List.of("PT5S", "PT0.5S", "PT10M", "PT0S", "PT1H");

  private final ApiDescription api;
  private final Random random;

  /**
   * A request.
   *
   * @param body null: none
   * @param json whether the body is JSON at all
   */
  record Request(
      String method, String path, String body, boolean json, String contentType, String accept) {

    @Override
    public String toString() {
      String shown = body != null && body.length() > 500 ? body.substring(0, 500) + "…" : body;
      return "%s %s [%s → %s] %s".formatted(method, path, contentType, accept, shown);
    }
  }

  RequestGenerator(ApiDescription api, Random random) {
    this.api = api;
    this.random = random;
  }

  /**
   * The next one.
   *
   * @param members that there are
   */
  Request next(Operation operation, List<String> members) {
    String path = operation.path();
    for (JsonNode parameter : operation.parameters("path")) {
      String value = rarely() ? pick(ODD) : pick(likely(parameter, members));
      path = path.replace("{" + parameter.path("name").asText() + "}", encoded(value));
    }
    path += query(operation);
    String body = null;
    boolean json = true;
    if (operation.bodySchema().isPresent() && !rarely()) {
      json = !rarely();
      body = json ? body(operation.bodySchema().get()) : pick(BROKEN_JSON);
    }
    return new Request(
        operation.method(),
        path,
        body,
        json && body != null,
        seldom() ? pick(List.of("text/plain", "application/xml", "")) : "application/json",
        seldom() ? pick(List.of("text/plain", "image/png")) : "application/json, */*;q=0.1");
  }

  private static List<String> likely(JsonNode parameter, List<String> members) {
    if (type(parameter.path("schema")).equals("integer")) {
      return NUMBERS;
    }
    return parameter.path("name").asText().equals("member") ? members : NAMES;
  }

  private String query(Operation operation) {
    List<String> parts = new ArrayList<>();
    for (JsonNode parameter : operation.parameters("query")) {
      if (random.nextBoolean()) {
        String value = random.nextBoolean() ? pick(ODD) : String.valueOf(1 + random.nextInt(500));
        parts.add(parameter.path("name").asText() + "=" + encoded(value));
      }
    }
    return parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining("&", "?", ""));
  }

  private String body(JsonNode schema) {
    JsonNode valid = valid(schema);
    if (random.nextInt(3) == 0) {
      return valid.toString();
    }
    return spoilt(valid);
  }

  /** One value becomes another one, or a field comes or goes. */
  private String spoilt(JsonNode valid) {
    if (!(valid instanceof ObjectNode object) || seldom()) {
      return pick(VALUES);
    }
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    fields.add("unknown");
    String field = fields.get(random.nextInt(fields.size()));
    if (object.get(field) instanceof ObjectNode inner && random.nextBoolean()) {
      return object.toString().replace(inner.toString(), spoilt(inner));
    }
    if (rarely()) {
      object.remove(field);
      return object.toString();
    }
    String mark = "\"here it is\"";
    object.put(field, "here it is");
    String value = seldom() ? '"' + "x".repeat(30_000) + '"' : pick(VALUES);
    return object.toString().replace(mark, value);
  }

  private JsonNode valid(JsonNode reference) {
    JsonNode schema = api.resolve(reference);
    if (schema.has("oneOf")) {
      return valid(schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size())));
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    if (schema.path("format").asText().equals("duration")) {
      return NODES.textNode(pick(DURATIONS));
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "integer", "number" -> number(schema);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "array" -> NODES.arrayNode().add(valid(schema.path("items")));
      default -> text(schema);
    };
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type instanceof ArrayNode several) {
      return several.get(0).asText();
    }
    return type.isMissingNode() && schema.has("properties") ? "object" : type.asText();
  }

  private JsonNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), valid(property.getValue()));
              }
            });
    return object;
  }

  private JsonNode number(JsonNode schema) {
    JsonNode example = schema.path("examples").path(0);
    if (example.isNumber() && random.nextBoolean()) {
      return example;
    }
    long least = schema.path("minimum").asLong(0);
    long most = Math.max(least, schema.path("maximum").asLong(least + 1_000));
    return NODES.numberNode(random.nextBoolean() ? least : random.nextBoolean() ? most : 1 + least);
  }

  private JsonNode text(JsonNode schema) {
    int least = schema.path("minLength").asInt(0);
    if (least > 0) {
      return NODES.textNode("x".repeat(least + random.nextInt(2)));
    }
    return NODES.textNode(
        random.nextBoolean()
            ? "new-" + random.nextInt(1_000)
            : pick(List.of("fuzz-2", "fuzz-1", "a", "b", "c", "orders")));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private boolean rarely() {
    return random.nextInt(6) == 0;
  }

  private boolean seldom() {
    return random.nextInt(25) == 0;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
