package dev.understudy.simulation.run;

import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.simulation.check.Violation;
import dev.understudy.simulation.fault.FaultPlan;
import java.util.List;

/**
 * How one seed ended.
 *
 * @param violation null: all promises were kept
 * @param blocked why it ended blocked; null: it ended healthy
 * @param fingerprint equal if two runs were the same
 */
public record Outcome(
    long seed,
    Parameters parameters,
    FaultPlan plan,
    Violation violation,
    FailoverBlocked blocked,
    long steps,
    int epochs,
    long acknowledgedWrites,
    long lostWrites,
    long fingerprint,
    List<String> trace) {

  public boolean failed() {
    return violation != null;
  }
}
