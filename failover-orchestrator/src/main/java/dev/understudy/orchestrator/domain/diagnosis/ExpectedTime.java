package dev.understudy.orchestrator.domain.diagnosis;

/**
 * How long a failover would take.
 *
 * @param detectionMillis from the death to the decision that it is one
 * @param takeoverMillis from there until the new primary has confirmed
 * @param namingMillis from there until its name is published
 * @param measuredFailovers how many earlier failovers of the instance, for the same cause, the
 *     figures are medians of; 0: estimated from the settings
 */
public record ExpectedTime(
    long detectionMillis, long takeoverMillis, long namingMillis, int measuredFailovers) {

  public long totalMillis() {
    return detectionMillis + takeoverMillis + namingMillis;
  }
}
