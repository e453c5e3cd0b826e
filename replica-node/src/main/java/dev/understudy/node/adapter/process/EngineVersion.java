package dev.understudy.node.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which engine this is.
 *
 * @param product {@code redis} or {@code valkey}
 */
public record EngineVersion(String product, int major, int minor, String full) {

  private static final Pattern VERSION =
      Pattern.compile("(?i)(redis|valkey) server v=((\\d+)\\.(\\d+)[^ ]*).*", Pattern.DOTALL);

  private static final long ANSWER_SECONDS = 5;

  /**
   * Asks the program.
   *
   * @throws IOException if it can't be run, or is neither Redis nor Valkey
   */
  public static EngineVersion of(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
    try {
      if (!process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(program + " --version does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  static EngineVersion parse(String output) throws IOException {
    Matcher matcher = VERSION.matcher(output.strip());
    if (!matcher.matches()) {
      throw new IOException("neither Redis nor Valkey: " + output.strip());
    }
    EngineVersion version =
        new EngineVersion(
            matcher.group(1).toLowerCase(Locale.ROOT),
            Integer.parseInt(matcher.group(3)),
            Integer.parseInt(matcher.group(4)),
            matcher.group(2));
    if (!version.atLeast(6, 2)) {
      throw new IOException(version + " is too old: Redis 6.2 is the oldest that is supported");
    }
    return version;
  }

  boolean atLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || major == wantedMajor && minor >= wantedMinor;
  }

  @Override
  public String toString() {
    return product + " " + full;
  }
}
