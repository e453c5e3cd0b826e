package dev.understudy.notifier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | 0",
        "120 | 120",
        "' 7 ' | 7",
        "0 | 0",
        "999999999 | 999999999",
        "9999999999 | 0",
        "-5 | 0",
        "1.5 | 0",
        "soon | 0",
        "'' | 0",
        "Fri, 02 Jan 2026 03:05:05 GMT | 60",
        "Fri, 02 Jan 2026 03:03:05 GMT | 0",
        "2026-01-02T03:05:05Z | 0"
      })
  void isSecondsOrADate(String header, long seconds) {
    assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
