package dev.understudy.simulation.run;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.fault.FaultPlan;
import java.util.EnumMap;
import java.util.Map;

/** Many seeds, and what came of them. */
public final class Campaign {

  /** Shrinking tries no more than so many plans. */
  private static final int MOST_TRIES = 60;

  private final Simulation.Settings settings;
  private final Map<BlockReason, Long> blocked = new EnumMap<>(BlockReason.class);
  private final Map<Invariant, Long> byInvariant = new EnumMap<>(Invariant.class);
  private long seeds;
  private long steps;
  private long epochs;
  private long acknowledgedWrites;
  private long lostWrites;
  private long healthy;
  private long violations;

  public Campaign(Simulation.Settings settings) {
    this.settings = settings;
  }

  public Outcome play(long seed) {
    Outcome outcome = Simulation.play(seed, settings);
    seeds++;
    steps += outcome.steps();
    epochs += outcome.epochs();
    acknowledgedWrites += outcome.acknowledgedWrites();
    lostWrites += outcome.lostWrites();
    if (outcome.failed()) {
      violations++;
      byInvariant.merge(outcome.violation().invariant(), 1L, Long::sum);
    } else if (outcome.blocked() != null) {
      blocked.merge(outcome.blocked().reason(), 1L, Long::sum);
    } else {
      healthy++;
    }
    return outcome;
  }

  /** The same seed with as few faults as it takes to break the same promise, traced. */
  public Outcome shrink(Outcome failed) {
    FaultPlan plan = failed.plan();
    int tries = 0;
    boolean smaller = true;
    while (smaller && tries < MOST_TRIES) {
      smaller = false;
      for (int i = plan.faults().size() - 1; i >= 0 && tries < MOST_TRIES; i--) {
        tries++;
        FaultPlan candidate = plan.without(i);
        if (breaksTheSame(failed, Simulation.play(failed.seed(), candidate, settings))) {
          plan = candidate;
          smaller = true;
        }
      }
    }
    return Simulation.play(failed.seed(), plan, settings.traced());
  }

  private static boolean breaksTheSame(Outcome failed, Outcome other) {
    return other.failed() && other.violation().invariant() == failed.violation().invariant();
  }

  public long seeds() {
    return seeds;
  }

  public long steps() {
    return steps;
  }

  public long epochs() {
    return epochs;
  }

  public long acknowledgedWrites() {
    return acknowledgedWrites;
  }

  public long lostWrites() {
    return lostWrites;
  }

  public long healthy() {
    return healthy;
  }

  public long violations() {
    return violations;
  }

  public Map<BlockReason, Long> blocked() {
    return blocked;
  }

  public Map<Invariant, Long> byInvariant() {
    return byInvariant;
  }
}
