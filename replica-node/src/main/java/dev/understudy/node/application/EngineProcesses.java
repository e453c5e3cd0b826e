package dev.understudy.node.application;

import dev.understudy.node.domain.MemberIdentity;
import java.io.IOException;
import java.util.Optional;

/** Starts and finds engines. Blocks. */
public interface EngineProcesses {

  /** Writes the engine's configuration and starts it, parked. */
  EngineProcess start(EngineSettings settings) throws IOException;

  /** The process that an earlier run of the node left. */
  Optional<EngineProcess> find(MemberIdentity id);
}
