package dev.understudy.prober.wiring;

import dev.understudy.bus.settings.Bounds;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.secret.SecretBox;
import dev.understudy.prober.domain.Cadence;
import java.time.Duration;

/**
 * The settings, checked.
 *
 * @param abandonMillis how long a question may stay unanswered
 */
record ProberSettings(Vantage vantage, Cadence cadence, long abandonMillis, SecretBox box) {

  /**
   * From what was set.
   *
   * @throws dev.understudy.contracts.InvalidField naming the property that makes no sense
   */
  static ProberSettings of(ProberConfig config, SecretsConfig secrets) {
    Bounds bounds = new Bounds("understudy.prober");
    Duration interval =
        bounds.between(
            "interval", config.interval(), Duration.ofMillis(100), Duration.ofSeconds(10));
    Duration suspectInterval =
        bounds.between(
            "suspect-interval",
            config.suspectInterval(),
            Duration.ofMillis(50),
            Duration.ofSeconds(1));
    bounds.atLeast("interval", interval, "suspect-interval", suspectInterval);
    Duration timeout =
        bounds.between("timeout", config.timeout(), Duration.ofMillis(50), Duration.ofSeconds(10));
    Duration reconnectAfter =
        bounds.between(
            "reconnect-after",
            config.reconnectAfter(),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));
    return new ProberSettings(
        bounds.parsed("vantage", config.vantage(), Vantage::of),
        new Cadence(interval.toMillis(), suspectInterval.toMillis(), timeout.toMillis()),
        reconnectAfter.toMillis(),
        new Bounds("understudy.secrets").file("key-file", secrets.keyFile(), SecretBox::fromFile));
  }
}
