package dev.understudy.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.localstack.stack.Ports;
import dev.understudy.localstack.stack.StackPlan;
import dev.understudy.localstack.stack.StubService;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./understudy up} as a process of its own, and how it ends. The services are stubs. */
class UpCommandTest {

  private static final long SIGINT_BIT = 1L << 1;

  private static final long TIMEOUT_SECONDS = 30;

  @TempDir Path home;
  private Process up;

  @AfterEach
  void stop() {
    if (up != null) {
      up.destroyForcibly();
    }
  }

  private List<String> startUp() throws Exception {
    up =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + StackPlan.HOME_PROPERTY + "=" + StubService.checkout(home),
                "-cp",
                System.getProperty("java.class.path"),
                UnderstudyCommand.class.getName(),
                "up",
                "--port-base",
                Integer.toString(Ports.free().base()))
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    BufferedReader reader = up.inputReader();
    String line = reader.readLine();
    while (line != null && !line.startsWith("What happens from now on")) {
      lines.add(line);
      line = reader.readLine();
    }
    assertThat(line).as("the end of %s", lines).isNotNull();
    return lines;
  }

  private List<ProcessHandle> services() {
    List<ProcessHandle> services = up.descendants().toList();
    assertThat(services).hasSize(9);
    return services;
  }

  private void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(up.pid())).start().waitFor();
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * A shell starts what it puts into the background with SIGINT ignored, and a JVM respects that.
   */
  private static boolean ignoresSigint() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask & SIGINT_BIT) != 0);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void saysWhatListensWhereAndStopsAllOnCtrlC(String signal, int exitCode) throws Exception {
    assumeFalse(
        signal.equals("INT") && ignoresSigint(), "needs a terminal: SIGINT is ignored here");
    List<String> lines = startUp();
    assertThat(lines).anyMatch(line -> line.matches("  replica-node-a +ready in .* s"));
    assertThat(lines).anyMatch(line -> line.startsWith("Redis ") && line.contains("127.0.1.3"));
    assertThat(lines).anyMatch(line -> line.contains("dig +short @127.0.0.1"));
    assertThat(lines).noneMatch(line -> line.contains("WARN"));
    List<ProcessHandle> services = services();
    signal(signal);
    assertThat(up.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isEqualTo(exitCode);
    assertThat(services).noneMatch(ProcessHandle::isAlive);
    assertThat(up.inputReader().lines())
        .containsExactly("Stopping ...", "Stopped. Nothing is left running.");
  }

  @Test
  void takesItsServicesAlongWhenItIsKilled() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv of util-linux");
    startUp();
    List<ProcessHandle> services = services();
    signal("KILL");
    awaitEnd(services);
    assertThat(services).noneMatch(ProcessHandle::isAlive);
  }
}
