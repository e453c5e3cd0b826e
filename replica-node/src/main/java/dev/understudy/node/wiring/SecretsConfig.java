package dev.understudy.node.wiring;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the key is that opens passwords. */
@ConfigMapping(prefix = "understudy.secrets")
public interface SecretsConfig {

  /** Keys, a line each, 32 bytes as base64: the same file for orchestrator, prober and node. */
  Path keyFile();
}
