package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.HighAvailability;
import java.time.Duration;
import java.util.Optional;

/** Some settings; those that are empty stay as they are. */
public record HighAvailabilityChange(
    Optional<Boolean> autoFailover,
    Optional<Duration> failoverTimeout,
    Optional<Long> maxLossBytes,
    Optional<Duration> cooldown,
    Optional<Integer> synchronousReplicas) {

  /**
   * The settings with this change in them.
   *
   * @throws InvalidField if one is out of its range
   */
  public HighAvailability applyTo(HighAvailability settings) {
    return new HighAvailability(
        autoFailover.orElse(settings.autoFailover()),
        failoverTimeout.orElse(settings.failoverTimeout()),
        maxLossBytes.orElse(settings.maxLossBytes()),
        cooldown.orElse(settings.cooldown()),
        synchronousReplicas.orElse(settings.synchronousReplicas()));
  }
}
