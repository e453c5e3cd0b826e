package dev.understudy.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.bus.EventCodec;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.EventTypes;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.localstack.stack.StackPlan;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Spoilt records for every topic, made of the contracts' golden events. */
final class PoisonCabinet {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WITH_TOMBSTONES =
      Set.of(Topics.INSTANCES, Topics.NODES, Topics.TOPOLOGY, Topics.ENDPOINTS);

  /** Their broker refuses records without a key. */
  private static final Set<String> COMPACTED =
      Set.of(Topics.INSTANCES, Topics.NODES, Topics.DECISIONS, Topics.TOPOLOGY, Topics.ENDPOINTS);

  private static final int HUGE = 900_000;
  private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(63);

  private final InstanceId victim;
  private final List<Poison> all = new ArrayList<>();

  private PoisonCabinet(InstanceId victim) {
    this.victim = victim;
  }

  /**
   * @param victim whom it would concern if it were sound
   */
  static List<Poison> against(InstanceId victim) {
    PoisonCabinet cabinet = new PoisonCabinet(victim);
    EventTypes.ALL.forEach(cabinet::spoil);
    return List.copyOf(cabinet.all);
  }

  private void spoil(Class<? extends Event> type) {
    ObjectNode sound = golden(type);
    Headers headers = headers(Event.typeOf(type));
    Event event = EventCodec.decode(headers, bytes(sound)).orElseThrow();
    Bottle bottle = new Bottle(type.getSimpleName(), event.topic(), event.key(), headers);
    spoilData(bottle, sound);
    spoilFields(bottle, sound);
    spoilPlace(bottle, sound);
    spoilHeaders(bottle, sound);
    spoilTombstones(bottle);
  }

  /** Puts one thing wrong at a time into the cabinet. */
  private final class Bottle {
    private final String type;
    private final String topic;
    private final String key;
    private final Headers headers;

    Bottle(String type, String topic, String key, Headers headers) {
      this.type = type;
      this.topic = topic;
      this.key = key;
      this.headers = headers;
    }

    void data(String name, byte[] value) {
      add(name, topic, utf8(key), value, headers, true);
    }

    void key(String name, byte[] otherKey, byte[] value) {
      add(name, topic, otherKey, value, headers, true);
    }

    void headers(String name, Headers others, byte[] value, boolean buried) {
      add(name, topic, utf8(key), value, others, buried);
    }

    void add(String name, String where, byte[] as, byte[] value, Headers with, boolean buried) {
      all.add(new Poison(type + ", " + name, where, as, value, with, buried));
    }
  }

  private static void spoilData(Bottle bottle, ObjectNode sound) {
    byte[] json = bytes(sound);
    bottle.data("cut off", Arrays.copyOf(json, json.length / 2));
    bottle.data("empty", new byte[0]);
    bottle.data("followed by another", utf8(sound + " " + sound));
    bottle.data("no UTF-8", new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', (byte) 0xff});
    bottle.data("zeros", new byte[HUGE]);
    bottle.data("one long string", utf8("{\"instance\":\"" + "x".repeat(HUGE) + "\"}"));
    bottle.data("deep", utf8("{\"instance\":" + "[".repeat(200_000)));
    for (String root : List.of("[]", "{}", "7", "null", "\"text\"")) {
      bottle.data(root, utf8(root));
    }
  }

  private static void spoilFields(Bottle bottle, ObjectNode sound) {
    change(bottle, "wrong types", sound, any -> true, JsonNodeFactory.instance.arrayNode());
    change(
        bottle,
        "numbers beyond Long",
        sound,
        JsonNode::isNumber,
        JsonNodeFactory.instance.numberNode(BEYOND_LONG));
    change(
        bottle,
        "unknown enum values",
        sound,
        field -> field.asText().matches("[A-Z_]{2,}"),
        JsonNodeFactory.instance.textNode("A_VALUE_OF_LATER"));
    if (sound.has("epoch")) {
      bottle.data("negative epoch", bytes(sound.deepCopy().put("epoch", -1)));
      bottle.data("epoch as text", bytes(sound.deepCopy().put("epoch", "7")));
      bottle.data("no epoch", bytes(sound.deepCopy().without("epoch")));
    }
    if (sound.has("offset")) {
      bottle.data("negative offset", bytes(sound.deepCopy().put("offset", -4711)));
    }
  }

  /** Those fields of the first level that are like that. */
  private static void change(
      Bottle bottle, String name, ObjectNode sound, Predicate<JsonNode> which, JsonNode value) {
    ObjectNode spoilt = sound.deepCopy();
    sound
        .properties()
        .forEach(
            field -> {
              if (which.test(field.getValue())) {
                spoilt.set(field.getKey(), value);
              }
            });
    if (!spoilt.equals(sound)) {
      bottle.data(name, bytes(spoilt));
    }
  }

  private static void spoilPlace(Bottle bottle, ObjectNode sound) {
    byte[] json = bytes(sound);
    if (!COMPACTED.contains(bottle.topic)) {
      bottle.key("no key", null, json);
    }
    bottle.key("empty key", new byte[0], json);
    bottle.key("another's key", utf8("somebody-else/1/x"), json);
    bottle.key("key is no UTF-8", new byte[] {(byte) 0xff, (byte) 0xfe}, json);
    bottle.key("long key", utf8("k".repeat(100_000)), json);
    String elsewhere = bottle.topic.equals(Topics.MEMBERS) ? Topics.DECISIONS : Topics.MEMBERS;
    bottle.add("in another topic", elsewhere, utf8(bottle.key), json, bottle.headers, true);
  }

  private static void spoilHeaders(Bottle bottle, ObjectNode sound) {
    byte[] json = bytes(sound);
    Headers none = new RecordHeaders();
    bottle.headers("no headers", none, json, true);
    Headers empty = new RecordHeaders();
    empty.add("ce_type", null).add("ce_time", null).add("ce_specversion", null);
    bottle.headers("headers without values", empty, json, true);
    Headers halfCloudEvent = copy(bottle.headers);
    halfCloudEvent.remove("ce_source").add("ce_time", utf8("once upon a time"));
    bottle.headers("half a CloudEvent", halfCloudEvent, utf8("{}"), true);
    Headers structured = copy(bottle.headers);
    structured.remove("content-type");
    structured.add("content-type", utf8("application/cloudevents+json"));
    bottle.headers("says it is structured", structured, utf8("{\"specversion\":7"), true);
    Headers many = copy(bottle.headers);
    for (int i = 0; i < 2_000; i++) {
      many.add("x-" + i, new byte[200]);
    }
    bottle.headers("many headers", many, utf8("{}"), true);
    Headers later = headers("dev.understudy.OfLater.v9");
    bottle.headers("a type of a later version", later, utf8("{\"x\":"), false);
  }

  private static void spoilTombstones(Bottle bottle) {
    if (WITH_TOMBSTONES.contains(bottle.topic)) {
      bottle.key("tombstone with an empty key", new byte[0], null);
    } else {
      bottle.data("tombstone where nothing is deleted", null);
    }
  }

  private ObjectNode golden(Class<? extends Event> type) {
    Path file =
        StackPlan.checkout()
            .resolve("contracts/src/test/resources/golden")
            .resolve(type.getSimpleName() + ".json");
    try {
      ObjectNode sound = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      if (sound.has("instance")) {
        sound.put("instance", victim.value());
      }
      return sound;
    } catch (IOException e) {
      throw new IllegalStateException("no golden " + file, e);
    }
  }

  private static Headers headers(String type) {
    return new RecordHeaders()
        .add("ce_specversion", utf8("1.0"))
        .add("ce_id", utf8("poison"))
        .add("ce_source", utf8("/poison"))
        .add("ce_type", utf8(type))
        .add("ce_time", utf8(Instant.now().toString()))
        .add("content-type", utf8("application/json"));
  }

  private static Headers copy(Headers headers) {
    return new RecordHeaders(headers);
  }

  private static byte[] bytes(JsonNode json) {
    return utf8(json.toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
