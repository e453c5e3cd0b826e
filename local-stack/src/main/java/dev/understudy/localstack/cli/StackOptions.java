package dev.understudy.localstack.cli;

import dev.understudy.localstack.stack.Ports;
import dev.understudy.localstack.stack.StackPlan;
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
  private Path redisServer;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "The first of the 500 ports from which all are taken.")
  private Integer portBase;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Where data, logs and secrets go.")
  private Path workFolder;

  /**
   * A stack of this checkout with these options.
   *
   * @param command whose work folder is taken if none is named
   * @param otherwise the ports if none are named; null for free ones
   */
  StackPlan.Builder plan(String command, Ports otherwise) {
    Path home = StackPlan.checkout();
    Path folder = workFolder == null ? home.resolve(".understudy").resolve(command) : workFolder;
    Ports ports = portBase == null ? otherwise : new Ports(portBase);
    return StackPlan.in(folder).redisServer(redisServer).ports(ports);
  }
}
