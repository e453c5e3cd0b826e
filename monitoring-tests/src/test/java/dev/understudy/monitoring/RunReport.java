package dev.understudy.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of what was seen in a run: left in {@code target/}, and printed at the end. */
final class RunReport {

  private static final int WIDEST = 70;

  private final Path file;
  private final List<String> heading;
  private final List<List<String>> rows = new ArrayList<>();

  RunReport(String name, String... heading) {
    this.file = Path.of("target", name);
    this.heading = List.of(heading);
  }

  void add(String... cells) {
    if (cells.length != heading.size()) {
      throw new IllegalArgumentException(Arrays.toString(cells) + " for " + heading);
    }
    rows.add(List.of(cells));
  }

  Path file() {
    return file.toAbsolutePath();
  }

  /** Writes it as Markdown, and prints it in columns. */
  void finish() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(markdown(heading));
    lines.add("|---".repeat(heading.size()) + "|");
    rows.forEach(row -> lines.add(markdown(row)));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    int[] widths = new int[heading.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, heading);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.min(WIDEST, Math.max(widths[i], row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder("\n");
    all.forEach(row -> text.append(columns(row, widths)).append('\n'));
    System.out.println(text);
  }

  private static String markdown(List<String> cells) {
    return "| "
        + String.join(" | ", cells.stream().map(c -> c.replace("|", "\\|")).toList())
        + " |";
  }

  private static String columns(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(String.format("%-" + (widths[i] + 2) + "s", cells.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
