package dev.understudy.localstack.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * All runs of one demo.
 *
 * @param fault {@code crash}, {@code hang} or {@code switchover}
 * @param medianOutageMillis null if no run had one
 */
@JsonPropertyOrder({"fault", "runs", "medianOutageMillis"})
public record Report(String fault, List<RunFigures> runs, Long medianOutageMillis) {

  public Report {
    runs = List.copyOf(runs);
  }

  static Report of(Fault fault, List<RunFigures> runs) {
    return new Report(
        fault.name().toLowerCase(Locale.ROOT), runs, median(runs, RunFigures::outageMillis));
  }

  /** The middle one of a figure; of two in the middle their mean; null if no run has it. */
  static Long median(List<RunFigures> runs, Function<RunFigures, Long> figure) {
    List<Long> sorted = runs.stream().map(figure).filter(Objects::nonNull).sorted().toList();
    if (sorted.isEmpty()) {
      return null;
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : Long.valueOf(Math.round((sorted.get(middle - 1) + sorted.get(middle)) / 2.0));
  }

  void write(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    String json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(this);
    Files.writeString(file, json + "\n");
  }
}
