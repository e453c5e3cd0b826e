package dev.understudy.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param exitCode of the program
 * @param output what it wrote, errors included
 */
record Program(int exitCode, String output) {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  static Program run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    return run(environment, command, TIMEOUT);
  }

  /**
   * @throws IOException if it can't be run, or doesn't end in time
   */
  static Program run(Map<String, String> environment, List<String> command, Duration timeout)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(
            command
                + " did not end in "
                + timeout.toSeconds()
                + " s; it wrote: "
                + Files.readString(output, StandardCharsets.UTF_8));
      }
      return new Program(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /** Whether there is a program of that name. */
  static boolean exists(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
