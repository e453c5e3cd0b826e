package dev.understudy.orchestrator.application.command;

import dev.understudy.contracts.InvalidField;
import dev.understudy.contracts.instance.AlertThresholds;
import java.time.Duration;
import java.util.Optional;

/** Some thresholds; those that are empty stay as they are. */
public record AlertThresholdsChange(
    Optional<Duration> lagWarning,
    Optional<Duration> lagWarningFor,
    Optional<Duration> lagCritical,
    Optional<Duration> lagCriticalFor,
    Optional<Duration> replicaLostFor,
    Optional<Integer> memoryPercent,
    Optional<Duration> memoryFor) {

  /**
   * The thresholds with this change in them.
   *
   * @throws InvalidField if one is out of its range
   */
  public AlertThresholds applyTo(AlertThresholds thresholds) {
    return new AlertThresholds(
        lagWarning.orElse(thresholds.lagWarning()),
        lagWarningFor.orElse(thresholds.lagWarningFor()),
        lagCritical.orElse(thresholds.lagCritical()),
        lagCriticalFor.orElse(thresholds.lagCriticalFor()),
        replicaLostFor.orElse(thresholds.replicaLostFor()),
        memoryPercent.orElse(thresholds.memoryPercent()),
        memoryFor.orElse(thresholds.memoryFor()));
  }
}
