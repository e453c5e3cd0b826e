package dev.understudy.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.understudy.localstack.stack.StackPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this checkout that are checked. */
final class Checkout {

  static final Path HOME = StackPlan.checkout().toAbsolutePath().normalize();
  static final Path PROMETHEUS = HOME.resolve("prometheus");
  static final Path DASHBOARDS = HOME.resolve("grafana").resolve("dashboards");
  static final Path RUNBOOKS = HOME.resolve("docs").resolve("runbooks");

  /** Generated from the services' code; not there until they are. */
  static final Path METRICS = HOME.resolve("docs").resolve("METRICS.md");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private Checkout() {}

  /** The files of a folder with a name that ends so, by name. */
  static List<Path> files(Path folder, String end) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of a folder and of those in it. */
  static List<Path> filesBelow(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    return read(JSON, file);
  }

  static JsonNode yaml(Path file) {
    return read(YAML, file);
  }

  private static JsonNode read(ObjectMapper mapper, Path file) {
    try {
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
