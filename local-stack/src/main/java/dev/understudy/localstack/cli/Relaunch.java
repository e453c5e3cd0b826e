package dev.understudy.localstack.cli;

import dev.understudy.localstack.chaos.network.OwnNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs this very command once more, in namespaces of its own: a JVM can't move itself there. It
 * ends with us, and we with it.
 */
final class Relaunch {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private final List<String> arguments;

  Relaunch(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /** Its exit code. */
  int run() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command()).inheritIO().start();
    Thread hook = new Thread(() -> stop(process), "stop-inside");
    Runtime.getRuntime().addShutdownHook(hook);
    int exitCode = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and takes the exit code of the signal that ends it.
      return exitCode;
    }
    return exitCode;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(OwnNetwork.entrance());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add(OwnNetwork.insideOption());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(UnderstudyCommand.class.getName());
    command.addAll(arguments);
    return command;
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
