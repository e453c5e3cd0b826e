package dev.understudy.node.harness;

import dev.understudy.node.application.EngineProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the engines of a test run in. */
public interface EngineBed {

  /** Why there are no engines here; empty if there are. */
  Optional<String> missing();

  /**
   * The engines of one node.
   *
   * @param dataDir of the node
   * @param backlogBytes of each engine
   */
  EngineProcesses processes(Path dataDir, long backlogBytes) throws IOException;
}
