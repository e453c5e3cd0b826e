package dev.understudy.localstack.stack;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A service's settings as the file that it is started with. */
final class SettingsFile {

  /**
   * Above what is packaged with the service (250) and the environment of whoever starts the stack
   * (300), below system properties (400).
   */
  private static final String ORDINAL = "350";

  private SettingsFile() {}

  static void write(Path file, Map<String, String> settings) throws IOException {
    PrivateFiles.write(file, text(settings));
  }

  static String text(Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("config_ordinal", ORDINAL);
    Properties properties = new Properties();
    all.forEach((name, value) -> properties.setProperty(name, literal(value)));
    StringWriter written = new StringWriter();
    properties.store(written, null);
    return written
        .toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** MicroProfile Config would take it for an expression. */
  private static String literal(String value) {
    return value.replace("${", "\\${");
  }
}
