package dev.understudy.prober.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make no sense are refused, in words that name the property and what it may be. */
class BadSettingsTest {

  private static final String PREFIX = "understudy.prober.";

  @TempDir Path folder;

  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void required() throws IOException {
    Path keys = folder.resolve("keys");
    Files.writeString(keys, Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("understudy.secrets.key-file", keys.toString());
    settings.put(PREFIX + "vantage", "a");
  }

  private ProberSettings checked() {
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ProberConfig.class)
            .withMapping(SecretsConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    return ProberSettings.of(
        config.getConfigMapping(ProberConfig.class), config.getConfigMapping(SecretsConfig.class));
  }

  @Test
  void theDefaultsMakeSense() {
    assertThat(checked()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NONE",
      value = {
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
    settings.put(PREFIX + property, value);
    assertThatThrownBy(this::checked)
        .hasMessageContaining(PREFIX + property)
        .hasMessageContaining(words);
  }

  @Test
  void suspicionIsNotSlowerThanCalm() {
    settings.put(PREFIX + "interval", "200ms");
    settings.put(PREFIX + "suspect-interval", "500ms");
    assertThatThrownBy(this::checked)
        .hasMessageContaining("understudy.prober.interval must be at least")
        .hasMessageContaining("understudy.prober.suspect-interval, which is 500 ms");
  }

  @Test
  void aKeyFileThatIsMissingOrWrongIsRefusedAndNotShown() throws IOException {
    settings.put("understudy.secrets.key-file", folder.resolve("none").toString());
    assertThatThrownBy(this::checked)
        .hasMessageContaining("understudy.secrets.key-file")
        .hasMessageContaining("can't be used");
    settings.put(
        "understudy.secrets.key-file",
        Files.writeString(folder.resolve("short"), "aGlkZGVu").toString());
    assertThatThrownBy(this::checked)
        .hasMessageContaining("understudy.secrets.key-file")
        .hasMessageContaining("32 bytes as base64")
        .hasMessageNotContaining("aGlkZGVu");
  }
}
