package dev.understudy.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was seen in a run, a line each; for people, nothing depends on it. */
final class Figures {

  private static final Path FILE = Path.of("target", "compose-figures.txt");

  private final List<String> lines = new ArrayList<>();

  void add(String line) throws IOException {
    lines.add(line);
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, lines);
  }
}
