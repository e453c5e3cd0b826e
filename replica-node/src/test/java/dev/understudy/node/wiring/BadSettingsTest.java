package dev.understudy.node.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.node.adapter.process.DataDirLock;
import dev.understudy.testing.SettingsUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make no sense are refused, in words that name the property and what it may be. */
class BadSettingsTest {

  @TempDir Path folder;

  private final SettingsUnderTest settings =
      new SettingsUnderTest(
          "understudy.node",
          given -> NodeSettings.of(given.as(NodeConfig.class), given.as(SecretsConfig.class)));

  @BeforeEach
  void required() throws IOException {
    settings.makeKeyFile(folder);
    settings.put("id", "a");
    settings.put("address", "127.0.1.1");
    settings.put("data-dir", folder.resolve("data").toString());
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "redis-server"))),
        "skipped: no redis-server on the PATH");
  }

  @Test
  void theDefaultsMakeSense() {
    settings.assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "id, Node_A, 1 to 63 lower-case letters",
    "id, ' ', 1 to 63 lower-case letters",
    "region, ' ', 1 to 63 letters",
    "zone, a b, 1 to 63 letters",
    "address, localhost, must be an IP address",
    "address, 127.0.0.256, must be an IP address",
    "data-dir, /dev/null/data, can't be used",
    "capacity-bytes, 0, 16777216 to",
    "capacity-bytes, 15M, 16777216 to",
    "capacity-bytes, -1, -1",
    "engine-path, /no/such/engine, can't be used",
    "engine-path, /bin/true, neither Redis nor Valkey",
    "fence-timeout, 0s, 10 ms to 190 ms",
    "fence-timeout, -1s, 10 ms to 190 ms",
    "fence-timeout, 1s, 10 ms to 190 ms",
    "answer-timeout, 0s, 10 ms to 30 s",
    "answer-timeout, 100ms, 'at least understudy.node.fence-timeout, which is 150 ms'",
    "answer-timeout, 5m, 10 ms to 30 s",
    "replication-backlog, 0, 16384 to",
    "replication-backlog, 1T, 16384 to",
    "restart.first-pause, 0s, 10 ms to 1 min",
    "restart.longest-pause, 20m, 10 ms to 10 min",
    "restart.longest-pause, 100ms, 'at least understudy.node.restart.first-pause, which is 500 ms'",
    "quarantine.time-limit, 0s, 1 s to 1 h",
    "quarantine.salvages-kept, 0, 1 to 1000",
    "quarantine.most-keys, 0, 1 to 1000000000",
    "snapshot.least, 0s, 100 ms to 1 h",
    "snapshot.most, 48h, 100 ms to 24 h",
    "snapshot.most, 1s, 'at least understudy.node.snapshot.least, which is 5 s'"
  })
  void isRefused(String property, String value, String words) {
    settings.assertRefused(property, value, words);
  }

  @Test
  void aFolderThatAnotherNodeHoldsIsRefused() throws IOException {
    NodeSettings taken = (NodeSettings) settings.checked();
    try (DataDirLock held = NodeSettings.hold(taken.dataDir())) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> NodeSettings.hold(taken.dataDir()))
          .hasMessageContainingAll(
              "understudy.node.data-dir", taken.dataDir().toString(), "a folder of its own");
    }
  }

  @Test
  void aKeyFileThatIsMissingOrWrongIsRefusedAndNotShown() throws IOException {
    settings.assertBadKeyFilesRefused(folder);
  }
}
