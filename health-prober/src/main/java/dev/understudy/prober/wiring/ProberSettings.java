package dev.understudy.prober.wiring;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.prober.domain.Cadence;
import java.time.Duration;

/** The settings, validated. */
record ProberSettings(Vantage vantage, Cadence cadence, long abandonMillis) {

  static ProberSettings of(ProberConfig config) {
    requireBetween("interval", config.interval(), 100, 10_000);
    requireBetween("suspect-interval", config.suspectInterval(), 50, 1_000);
    requireBetween("timeout", config.timeout(), 50, 10_000);
    requireBetween("reconnect-after", config.reconnectAfter(), 1_000, 300_000);
    return new ProberSettings(
        Vantage.of(config.vantage()),
        new Cadence(
            config.interval().toMillis(),
            config.suspectInterval().toMillis(),
            config.timeout().toMillis()),
        config.reconnectAfter().toMillis());
  }

  private static void requireBetween(String name, Duration value, long least, long most) {
    if (value.toMillis() < least || value.toMillis() > most) {
      throw new InvalidField(
          "understudy.prober." + name, "must be " + least + " ms to " + most + " ms");
    }
  }
}
