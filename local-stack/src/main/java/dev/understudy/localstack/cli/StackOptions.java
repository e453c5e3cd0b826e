package dev.understudy.localstack.cli;

import dev.understudy.localstack.stack.Ports;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What {@code up}, {@code demo} and {@code chaos} have in common. */
final class StackOptions {

  @Option(
      names = "--redis-server",
      paramLabel = "PATH",
      description =
          "The engine. Default: redis-server or valkey-server on the PATH, else one that"
              + " comes with the embedded-redis library.")
  Path redisServer;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "The first of the 500 ports from which all are taken.")
  Integer portBase;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Where data, logs and secrets go.")
  Path workFolder;

  Ports ports(Ports otherwise) {
    return portBase == null ? otherwise : new Ports(portBase);
  }
}
