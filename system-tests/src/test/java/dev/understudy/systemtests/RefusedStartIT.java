package dev.understudy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.localstack.stack.StackPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A packaged service with a setting that makes no sense does not start, and its last words name the
 * property and what it may be. The settings one by one: each service's own {@code BadSettingsTest}.
 */
class RefusedStartIT {

  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "failover-orchestrator, understudy.orchestrator.timing.switchover-timeout, 1m, 100 ms to 8 s",
    "failover-orchestrator, understudy.secrets.key-file, /no/such/file, can't be used",
    "health-prober, understudy.prober.interval, 0s, 100 ms to 10 s",
    "replica-node, understudy.node.fence-timeout, 1m, 10 ms to 190 ms",
    "dns-updater, understudy.dns.embedded.port, 70000, 0 to 65535",
    "notifier, understudy.notifier.max-pending, -1, 1 to 1000000"
  })
  void saysWhy(String module, String property, String value, String words) throws Exception {
    Path output = folder.resolve("output");
    Process process = start(module, property, value, output);
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("it ended: %s", said).isTrue();
    assertThat(process.exitValue()).as("exit code: %s", said).isNotZero();
    assertThat(said).contains(property).contains(words);
  }

  private Process start(String module, String property, String value, Path output)
      throws Exception {
    Path keys = folder.resolve("keys");
    Files.writeString(keys, Base64.getEncoder().encodeToString(new byte[32]));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // Nothing listens there; it does not come to asking.
    command.add("-Dkafka.bootstrap.servers=127.0.0.1:1");
    command.add("-Dquarkus.http.port=0");
    command.add("-Dunderstudy.secrets.key-file=" + keys);
    command.add("-Dunderstudy.prober.vantage=a");
    command.add("-Dunderstudy.node.id=a");
    command.add("-Dunderstudy.node.address=127.0.1.1");
    command.add("-Dunderstudy.node.data-dir=" + folder.resolve("data"));
    command.add("-Dunderstudy.dns.embedded.enabled=true");
    command.add("-D" + property + "=" + value);
    command.add("-jar");
    command.add(
        StackPlan.checkout()
            .resolve(module)
            .resolve("target/quarkus-app/quarkus-run.jar")
            .toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
