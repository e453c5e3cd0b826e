package dev.understudy.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.run.Campaign;
import dev.understudy.simulation.run.Outcome;
import dev.understudy.simulation.run.SharedKey;
import dev.understudy.simulation.run.Simulation;
import dev.understudy.simulation.service.Rules;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final int MOST_SEEDS = 60;

  @Test
  void aSeedAlwaysPlaysTheSame() {
    Simulation.Settings settings = settings(Rules.ALL);
    for (long seed = 1; seed <= 5; seed++) {
      Outcome once = Simulation.play(seed, settings);
      Outcome again = Simulation.play(seed, settings.traced());
      assertThat(again.fingerprint()).isEqualTo(once.fingerprint());
      assertThat(again.steps()).isEqualTo(once.steps());
    }
  }

  @Test
  void otherSeedsPlayOtherwise() {
    Simulation.Settings settings = settings(Rules.ALL);
    assertThat(Simulation.play(1, settings).fingerprint())
        .isNotEqualTo(Simulation.play(2, settings).fingerprint());
  }

  /** With a rule taken out, as nothing fails otherwise. */
  @Test
  void aFailureIsShrunkToTheFaultsThatItTakes() {
    Campaign campaign = new Campaign(settings(Mutation.withoutFencing()));
    Outcome failed = null;
    for (long seed = 1; seed <= MOST_SEEDS && failed == null; seed++) {
      Outcome outcome = campaign.play(seed);
      failed = outcome.failed() && outcome.plan().faults().size() > 3 ? outcome : null;
    }
    assertThat(failed).isNotNull();
    Outcome shrunk = campaign.shrink(failed);
    assertThat(shrunk.violation().invariant()).isEqualTo(failed.violation().invariant());
    assertThat(shrunk.plan().faults()).hasSizeLessThan(failed.plan().faults().size());
    assertThat(shrunk.trace()).last().asString().contains("VIOLATION");
  }

  private static Simulation.Settings settings(Rules rules) {
    return new Simulation.Settings(rules, false, false, SharedKey.box());
  }
}
