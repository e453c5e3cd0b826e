package dev.understudy.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Spoils JSON: as bytes, or one value in it. */
final class Mutations {

  /** Each as JSON has it, so that numbers beyond Java's types and broken tokens are among them. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "{}",
          "[]",
          "[null]",
          "\"\"",
          "\" \"",
          "true",
          "\"7\"",
          "0",
          "-1",
          "-9223372036854775808",
          "9223372036854775807",
          "9223372036854775808",
          "1.5",
          "1e400",
          "1e999999999",
          "-0.0",
          "NaN",
          "\"PT-1S\"",
          "\"PT9223372036854775807S\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "\"A_VALUE_OF_LATER\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "x".repeat(100_000) + "\"",
          "9".repeat(2_000),
          "[".repeat(5_000),
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  byte[] mutate(Golden golden) {
    return random.nextInt(3) == 0 ? bytes(golden.json()) : value(golden.tree());
  }

  private byte[] bytes(byte[] sound) {
    byte[] data = sound.clone();
    int at = random.nextInt(data.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(data, at);
      }
      case 1 -> data[at] = (byte) random.nextInt(256);
      case 2 -> data[at] ^= (byte) (1 << random.nextInt(8));
      default -> {
        return twice(data, at);
      }
    }
    return data;
  }

  /** A part of it comes again. */
  private byte[] twice(byte[] data, int from) {
    int to = from + random.nextInt(data.length - from) + 1;
    ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
    spoilt.write(data, 0, to);
    spoilt.write(data, from, data.length - from);
    return spoilt.toByteArray();
  }

  private byte[] value(JsonNode tree) {
    List<Consumer<JsonNode>> places = new ArrayList<>();
    collect(tree, places);
    JsonNode value = raw(VALUES.get(random.nextInt(VALUES.size())));
    places.get(random.nextInt(places.size())).accept(value);
    return Golden.bytes(tree);
  }

  private static JsonNode raw(String json) {
    return new POJONode(new RawValue(json));
  }

  private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> places.add(v -> object.set(name, v)));
      places.add(v -> object.removeAll());
      places.add(v -> object.set("fieldOfLater", v));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        places.add(v -> array.set(at, v));
      }
      places.add(array::add);
      places.add(v -> array.add(JsonNodeFactory.instance.nullNode()));
    }
    node.forEach(child -> collect(child, places));
  }
}
