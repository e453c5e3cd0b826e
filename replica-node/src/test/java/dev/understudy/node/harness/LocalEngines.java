package dev.understudy.node.harness;

import dev.understudy.node.adapter.process.EngineVersion;
import dev.understudy.node.adapter.process.OsProcesses;
import dev.understudy.node.application.EngineProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Processes of the {@code redis-server} on the PATH. */
public final class LocalEngines implements EngineBed {

  private static final Path PROGRAM = Path.of("redis-server");

  @Override
  public Optional<String> missing() {
    try {
      EngineVersion.of(PROGRAM);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("redis-server can't be run: " + e.getMessage());
    }
  }

  @Override
  public EngineProcesses processes(Path dataDir, long backlogBytes) throws IOException {
    return new OsProcesses(PROGRAM, EngineVersion.of(PROGRAM), dataDir, backlogBytes);
  }

  @Override
  public String toString() {
    return PROGRAM.toString();
  }
}
