package dev.understudy.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The client of the Docker engine that {@code DOCKER_HOST} names, or of the usual one. */
final class Docker {

  static final String OFFLINE_BASE = "understudy/offline-base:bookworm";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Docker() {}

  /** Whether an engine answers. */
  static boolean answers() throws IOException, InterruptedException {
    return Program.exists("docker")
        && Program.run(Map.of(), List.of("docker", "version")).exitCode() == 0;
  }

  static boolean hasImage(String image) throws IOException, InterruptedException {
    return Program.run(Map.of(), List.of("docker", "image", "inspect", image)).exitCode() == 0;
  }

  /**
   * What the client wrote.
   *
   * @throws IOException if it ended with an error
   */
  static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Program program = Program.run(Map.of(), command, TIMEOUT);
    if (program.exitCode() != 0) {
      throw new IOException(command + " ended with " + program);
    }
    return program.output();
  }

  static List<String> lines(String... arguments) throws IOException, InterruptedException {
    return run(arguments).lines().filter(line -> !line.isBlank()).toList();
  }

  /** A container as {@code docker inspect} shows it. */
  static JsonNode inspect(String container) throws IOException, InterruptedException {
    return JSON.readTree(run("inspect", "--type", "container", container)).get(0);
  }
}
