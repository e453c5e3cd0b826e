package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A compose file with its variables at their defaults.
 *
 * @param content of the file
 * @param defaults of its variables
 */
record Compose(JsonNode content, Map<String, String> defaults) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");
  private static final Pattern ANY_VARIABLE = Pattern.compile("\\$\\{?[A-Za-z_]");

  static Compose main() {
    return read("docker-compose.yml");
  }

  static Compose offline() {
    return read("docker-compose.offline.yml");
  }

  private static Compose read(String file) {
    String text = Checkout.text(Checkout.HOME.resolve(file));
    Map<String, String> defaults = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      String before = defaults.put(matcher.group(1), matcher.group(2));
      if (before != null && !before.equals(matcher.group(2))) {
        throw new IllegalStateException(file + ": " + matcher.group(1) + " has two defaults");
      }
    }
    String resolved = VARIABLE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(2)));
    if (ANY_VARIABLE.matcher(resolved).find()) {
      throw new IllegalStateException(file + " has a variable without a default");
    }
    return new Compose(Checkout.documents(resolved).get(0), defaults);
  }

  Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new LinkedHashMap<>();
    Json.fields(content.path("services")).forEach(s -> services.put(s.getKey(), s.getValue()));
    return services;
  }

  JsonNode service(String name) {
    return Optional.ofNullable(services().get(name)).orElseThrow();
  }

  static Map<String, String> environment(JsonNode service) {
    return Json.fields(service.path("environment"))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }

  /** The module that a service's image is made of; empty for the images of others. */
  static Optional<String> module(JsonNode service) {
    return Optional.ofNullable(service.at("/build/args/SERVICE").textValue());
  }
}
