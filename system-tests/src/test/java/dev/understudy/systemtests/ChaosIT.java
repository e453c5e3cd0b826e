package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.localstack.cli.UnderstudyCommand;
import dev.understudy.localstack.process.Engines;
import dev.understudy.localstack.stack.StackPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Short runs of {@code ./understudy chaos}, and one that is ended in the middle of it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ChaosIT {

  private static final Path WORK_FOLDER = Path.of("target", "chaos").toAbsolutePath();
  private static final Path REPORT = Path.of("target", "chaos.json").toAbsolutePath();
  private static final long END_TIMEOUT_SECONDS = 60;
  private static final int SIGTERM_EXIT_CODE = 143;
  private static final String HALF_A_MINUTE = "0.5";

  private Process chaos;

  @BeforeAll
  static void onLinux() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
        "skipped: the nodes' addresses 127.0.1.1 to 127.0.1.3 are there by themselves only on"
            + " Linux");
  }

  private BufferedReader start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + StackPlan.HOME_PROPERTY + "=" + StackPlan.checkout(),
                "-cp",
                System.getProperty("java.class.path"),
                UnderstudyCommand.class.getName(),
                "chaos",
                "--work-dir",
                WORK_FOLDER.toString()));
    command.addAll(List.of(arguments));
    chaos = new ProcessBuilder(command).redirectErrorStream(true).start();
    return chaos.inputReader();
  }

  @AfterEach
  void end() throws InterruptedException {
    chaos.destroy();
    assertThat(chaos.waitFor(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nothingHappensThatMustNot() throws Exception {
    JsonNode report = reportOf("--minutes", HALF_A_MINUTE, "--seed", "1");
    assertThat(report.path("mode").asText()).isEqualTo("sync");
    assertThat(report.path("seed").asLong()).isEqualTo(1);
    assertThat(report.path("writesLost").asLong()).isZero();
  }

  /** Several hosts are ill at a time: what is lost has been reported, or else it is a violation. */
  @Test
  void nothingIsLostUnreportedInAsyncMode() throws Exception {
    JsonNode report = reportOf("--minutes", HALF_A_MINUTE, "--seed", "1", "--mode", "async");
    assertThat(report.path("mode").asText()).isEqualTo("async");
  }

  /** Of a run without violations. */
  private JsonNode reportOf(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--report", REPORT.toString()));
    BufferedReader told = start(all.toArray(String[]::new));
    String story = String.join("\n", told.lines().toList());
    assertThat(chaos.waitFor()).as(story).isZero();
    JsonNode report = new ObjectMapper().readTree(REPORT.toFile());
    assertThat(report.path("violations")).isEmpty();
    assertThat(report.path("faults")).isNotEmpty();
    assertThat(report.path("writesAcknowledged").asLong()).isGreaterThan(500);
    return report;
  }

  @Test
  void nothingIsLeftWhenItIsEndedInTheMiddle() throws Exception {
    BufferedReader told = start("--minutes", "2", "--seed", "2");
    String line = told.readLine();
    while (line != null && !line.contains("round 1")) {
      line = told.readLine();
    }
    assertThat(line).as("the first round").isNotNull();
    List<ProcessHandle> processes = new ArrayList<>(chaos.descendants().toList());
    processes.addAll(new Engines(WORK_FOLDER).running());
    assertThat(processes).hasSizeGreaterThan(9);

    // By its handle: Process.destroy() would close what it tells, too.
    chaos.toHandle().destroy();

    assertThat(told.lines()).contains("Stopped. Nothing is left running.");
    assertThat(chaos.waitFor(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(chaos.exitValue()).isEqualTo(SIGTERM_EXIT_CODE);
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .get(END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    assertThat(new Engines(WORK_FOLDER).running()).isEmpty();
  }
}
