package dev.understudy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.check.Invariant;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.SharedKey;
import dev.understudy.simulation.run.Simulation;
import dev.understudy.simulation.service.Rules;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves that the simulation can fail: with one safety rule taken out it finds the promise that is
 * broken then, within a bounded number of seeds. The rule N−k+1 of synchronous mode has no check
 * yet, as there is no synchronous mode.
 */
class MutationTest {

  /** What is taken out, what breaks then, and within how many seeds from which. */
  enum Case {
    LEASE_WAIT(Mutation::withoutLeaseWait, Invariant.ONE_WRITER, 1, 400),
    FENCING(Mutation::withoutFencing, Invariant.ONE_WRITER, 1, 60),
    LEAVING_THE_EPOCH(Mutation::withoutLeavingTheEpoch, Invariant.EPOCHS_GROW, 1, 60),
    FIRST_RECORD_WINS(Mutation::lastElectionWins, Invariant.ONE_WRITER, 1, 400),
    REBORN_GUARD(Mutation::withoutRebornGuard, Invariant.NO_WIPE, 1, 400),
    HISTORIES(Mutation::withoutHistories, Invariant.NO_UNREPORTED_LOSS, 1, 400),
    COOLDOWN(Mutation::withoutCooldown, Invariant.COOLDOWN, 1, 100),
    LOSS_BUDGET(Mutation::withoutLossBudget, Invariant.NO_UNREPORTED_LOSS, 1, 400);

    private final Supplier<Rules> rules;
    private final Invariant broken;
    private final long firstSeed;
    private final int seeds;

    Case(Supplier<Rules> rules, Invariant broken, long firstSeed, int seeds) {
      this.rules = rules;
      this.broken = broken;
      this.firstSeed = firstSeed;
      this.seeds = seeds;
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutARuleItsPromiseBreaks(Case without) {
    assertThat(seedThatShows(without))
        .as("the first seed that shows the lack of %s", without)
        .isPositive();
  }

  /** 0: none does. */
  private static long seedThatShows(Case without) {
    for (long seed = without.firstSeed; seed < without.firstSeed + without.seeds; seed++) {
      Simulation.Settings settings =
          new Simulation.Settings(without.rules.get(), false, false, SharedKey.box());
      Outcome outcome = Simulation.play(seed, settings);
      if (outcome.failed() && outcome.violation().invariant() == without.broken) {
        return seed;
      }
    }
    return 0;
  }
}
