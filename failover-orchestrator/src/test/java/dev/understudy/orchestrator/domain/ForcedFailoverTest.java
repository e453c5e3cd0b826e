package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.instance.HighAvailability;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A human wants another primary, whatever that costs. */
class ForcedFailoverTest {

  private static final HighAvailability MANUAL =
      new HighAvailability(false, Duration.ofSeconds(1), 1000, Duration.ZERO);

  @Test
  void aForcedFailoverTellsWhatItCost() {
    Scenario scenario = Scenario.healthy(MANUAL);
    scenario.crash(ONE, 9000);
    scenario.comesBackParked(ONE, 0);

    scenario.open(Cause.FORCED);
    scenario.join(ONE, 0);
    scenario.replicasJoin(1000);
    scenario.promoted(THREE);
    scenario.following(TWO, THREE);
    scenario.comesBackParked(ONE, 1400);
    scenario.published();

    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isEqualTo(8000);
  }

  /** The old primary is back soon with what its last snapshot had, which is more than nothing. */
  @Test
  void nobodyWithoutDataIsElectedWhileTheOldPrimaryMayTurnUp() {
    Scenario scenario = Scenario.healthy(MANUAL);
    scenario.crash(ONE, 1000);
    scenario.another().isAskedToForce(ONE, null);
    scenario.joinEmpty(TWO);
    scenario.joinEmpty(THREE);
    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");

    scenario.comesBackParked(ONE, 900);
    scenario.join(ONE, 900);
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.elected()).isEqualTo(ONE);
  }
}
