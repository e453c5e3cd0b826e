package dev.understudy.notifier.wiring;

import dev.understudy.testing.SettingsUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that make no sense are refused, in words that name the property and what it may be. */
class BadSettingsTest {

  private final SettingsUnderTest settings =
      new SettingsUnderTest(
          "understudy.notifier", given -> NotifierSettings.of(given.as(NotifierConfig.class)));

  @Test
  void theDefaultsMakeSense() {
    settings.assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "max-age, 0s, 1 s to 720 h",
    "max-age, 365d, 1 s to 720 h",
    "attempt-timeout, 0s, 10 ms to 5 min",
    "attempt-timeout, 1s, 'at least understudy.notifier.connect-timeout, which is 3 s'",
    "attempt-timeout, 1h, 10 ms to 5 min",
    "connect-timeout, -1s, 10 ms to 5 min",
    "stop-timeout, -1s, 0 to 1 min",
    "stop-timeout, 1h, 0 to 1 min",
    "max-pending, -1, 1 to 1000000",
    "max-pending, 0, 1 to 1000000",
    "max-pending, lots, lots",
    "retry.initial, 0s, 10 ms to 1 h",
    "retry.max, 500ms, 'at least understudy.notifier.retry.initial, which is 1 s'",
    "retry.max, 48h, 10 ms to 24 h",
    "retry.max-retry-after, -1s, 10 ms to 24 h",
    "retry.attempts, 0, 1 to 1000",
    "retry.attempts, 1001, 1 to 1000",
    "mail.from, nobody, must be an e-mail address",
    "mail.to, 'ops@example.org,oncall', must be an e-mail address",
    "mail.to, 'ops@example.org,ops@example.org', must not have ops@example.org twice"
  })
  void isRefused(String property, String value, String words) {
    settings.assertRefused(property, value, words);
  }
}
