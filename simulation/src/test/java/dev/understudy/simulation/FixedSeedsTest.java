package dev.understudy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.run.Campaign;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.SharedKey;
import dev.understudy.simulation.run.Simulation;
import dev.understudy.simulation.service.Rules;
import org.junit.jupiter.api.Test;

/**
 * The seeds that every build plays. {@code ./understudy simulate} plays more. A seed that failed
 * once is no regression test: with the next change of the simulation it plays something else. What
 * was found has tests in the module concerned.
 */
class FixedSeedsTest {

  private static final int SEEDS = 250;
  private static final int WILD_SEEDS = 50;

  @Test
  void everyPromiseIsKept() {
    assertThat(violations(1, SEEDS, false)).isEmpty();
  }

  /** Leases promise nothing then; everything else must hold. */
  @Test
  void withWildClocksThePromisesHoldThatDontNeedThem() {
    assertThat(violations(1, WILD_SEEDS, true)).isEmpty();
  }

  private static String violations(long first, int count, boolean wildClocks) {
    Campaign campaign = new Campaign(settings(wildClocks));
    StringBuilder found = new StringBuilder();
    for (long seed = first; seed < first + count; seed++) {
      Outcome outcome = campaign.play(seed);
      if (outcome.failed()) {
        found.append(
            "%nseed %d: %s (./understudy simulate --seed %d --trace%s)"
                .formatted(
                    seed,
                    outcome.violation().getMessage(),
                    seed,
                    wildClocks ? " --wild-clocks" : ""));
      }
    }
    return found.toString();
  }

  private static Simulation.Settings settings(boolean wildClocks) {
    return new Simulation.Settings(Rules.ALL, false, wildClocks, SharedKey.box());
  }
}
