package dev.understudy.localstack.chaos.plan;

import java.time.Duration;
import java.util.List;

/**
 * Faults that may overlap, and the calm after the last has been undone.
 *
 * @param number counts from 1
 * @param awaitHealth whether the next round waits until the instance is healthy
 */
public record Round(int number, List<PlannedFault> faults, Duration calm, boolean awaitHealth) {

  public Round {
    faults = List.copyOf(faults);
  }
}
