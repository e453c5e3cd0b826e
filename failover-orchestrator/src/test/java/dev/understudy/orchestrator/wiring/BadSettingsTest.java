package dev.understudy.orchestrator.wiring;

import dev.understudy.testing.SettingsUnderTest;
import java.io.IOException;
import java.nio.file.Path;
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
          "understudy.orchestrator",
          given -> OrchestratorSettings.of(given.as(OrchestratorConfig.class), given.keyFile()));

  @BeforeEach
  void required() throws IOException {
    settings.makeKeyFile(folder);
  }

  @Test
  void theDefaultsMakeSense() {
    settings.assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "id, a b, 1 to 63 letters",
    "id, ' ', 1 to 63 letters",
    "timing.freshness, 0s, 1 s to 1 min",
    "timing.freshness, -3s, 1 s to 1 min",
    "timing.freshness, 1h, 1 s to 1 min",
    "timing.vantage-memory, 0s, 1 s to 1 h",
    "timing.vantage-memory, 2s, 'at least understudy.orchestrator.timing.freshness, which is 3 s'",
    "timing.vantage-memory, 2h, 1 s to 1 h",
    "timing.join-window, 0s, 100 ms to 1 min",
    "timing.join-window, 2m, 100 ms to 1 min",
    "timing.creation-window, 0s, 1 s to 10 min",
    "timing.creation-window, 1h, 1 s to 10 min",
    "timing.switchover-timeout, 10ms, 100 ms to 8 s",
    "timing.switchover-timeout, 11s, 100 ms to 8 s",
    "timing.promotion-timeout, 0s, 100 ms to 1 min",
    "timing.promotion-timeout, never, never",
    "timing.settle-timeout, -1s, 100 ms to 10 min",
    "timing.append-timeout, 0s, 100 ms to 1 min",
    "timing.append-timeout, 5m, 100 ms to 1 min",
    "timing.membership-repair, 0s, 1 s to 10 min",
    "timing.membership-repair, 1h, 1 s to 10 min",
    "timing.least-lease-margin, 0s, 1 s to 1 min",
    "timing.least-lease-margin, 100ms, 1 s to 1 min"
  })
  void isRefused(String property, String value, String words) {
    settings.assertRefused(property, value, words);
  }

  @Test
  void aKeyFileThatIsMissingOrWrongIsRefusedAndNotShown() throws IOException {
    settings.assertBadKeyFilesRefused(folder);
  }
}
