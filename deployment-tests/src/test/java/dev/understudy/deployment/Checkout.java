package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of this checkout. */
final class Checkout {

  static final Path HOME =
      Path.of(System.getProperty("understudy.home", "..")).toAbsolutePath().normalize();
  static final Path SCRIPTS = HOME.resolve("docker").resolve("bin");
  static final Path K8S = HOME.resolve("k8s");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_ALIASES = 500;

  private Checkout() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of one YAML document, with its anchors and merge keys resolved. */
  static JsonNode yaml(Path file) {
    List<JsonNode> all = documents(text(file));
    if (all.size() != 1) {
      throw new IllegalStateException(file + " has " + all.size() + " documents");
    }
    return all.get(0);
  }

  /** All YAML documents of a text that aren't empty. */
  static List<JsonNode> documents(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      if (Objects.nonNull(document)) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  /** All files below a folder with a name that ends so. */
  static List<Path> filesBelow(Path folder, String end) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
