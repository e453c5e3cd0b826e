package dev.understudy.prober.wiring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
          "understudy.prober",
          given -> ProberSettings.of(given.as(ProberConfig.class), given.as(SecretsConfig.class)));

  @BeforeEach
  void required() throws IOException {
    settings.makeKeyFile(folder);
    settings.put("vantage", "a");
  }

  @Test
  void theDefaultsMakeSense() {
    settings.assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "vantage, Zone A, 1 to 63 lower-case letters",
    "vantage, ' ', 1 to 63 lower-case letters",
    "interval, 99ms, 100 ms to 10 s",
    "interval, 11s, 100 ms to 10 s",
    "interval, -1s, 100 ms to 10 s",
    "interval, soon, soon",
    "suspect-interval, 0s, 50 ms to 1 s",
    "suspect-interval, 2s, 50 ms to 1 s",
    "timeout, 0s, 50 ms to 10 s",
    "timeout, 1h, 50 ms to 10 s",
    "reconnect-after, 500ms, 1 s to 5 min",
    "reconnect-after, 1d, 1 s to 5 min"
  })
  void isRefused(String property, String value, String words) {
    settings.assertRefused(property, value, words);
  }

  @Test
  void suspicionIsNotSlowerThanCalm() {
    settings.put("interval", "200ms");
    settings.put("suspect-interval", "500ms");
    assertThatThrownBy(settings::checked)
        .hasMessageContaining("understudy.prober.interval must be at least")
        .hasMessageContaining("understudy.prober.suspect-interval, which is 500 ms");
  }

  @Test
  void aKeyFileThatIsMissingOrWrongIsRefusedAndNotShown() throws IOException {
    settings.assertBadKeyFilesRefused(folder);
  }
}
