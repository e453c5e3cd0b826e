package dev.understudy.prober.wiring;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the key is that orchestrator, probers and nodes share. */
@ConfigMapping(prefix = "understudy.secrets")
public interface SecretsConfig {

  /**
   * A file of keys, a line each: 32 bytes as base64 ({@code openssl rand -base64 32}). The first
   * one seals, each of them opens. Required.
   */
  Path keyFile();
}
