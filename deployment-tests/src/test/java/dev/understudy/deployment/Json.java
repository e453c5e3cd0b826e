package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Streams of what a JSON node holds; empty for a node that isn't there. */
final class Json {

  private Json() {}

  static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return object.properties().stream();
  }

  static Stream<String> names(JsonNode object) {
    return fields(object).map(Map.Entry::getKey);
  }
}
