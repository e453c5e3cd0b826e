package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.Scenario.ONE;
import static dev.understudy.orchestrator.domain.Scenario.THREE;
import static dev.understudy.orchestrator.domain.Scenario.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import org.junit.jupiter.api.Test;

/** Someone asks for another primary while the present one lives. */
class SwitchoverTest {

  private static final HighAvailability SETTINGS = HighAvailability.DEFAULT;

  @Test
  void aSwitchoverElectsTheTargetWhenItHasEveryByte() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.open(Cause.SWITCHOVER);

    scenario.joinAsPrimary(ONE, 1500);
    scenario.join(TWO, 1500);
    scenario.join(THREE, 1400);
    assertThat(scenario.decided()).isEmpty();
    scenario.join(THREE, 1500);

    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(THREE);
    scenario.promoted(THREE);
    scenario.following(TWO, THREE);
    scenario.following(ONE, THREE);
    scenario.report(ONE, true, 1600);
    scenario.published();
    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isZero();
  }

  @Test
  void aSwitchoverWaitsUntilTheOldPrimarysWritesWait() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.open(Cause.SWITCHOVER);

    scenario.report(ONE, true, 1400);
    scenario.join(TWO, 1400);
    scenario.join(THREE, 1400);
    assertThat(scenario.decided()).isEmpty();
    scenario.joinAsPrimary(ONE, 1500);
    assertThat(scenario.decided()).isEmpty();
    scenario.join(THREE, 1500);

    assertThat(scenario.last(PrimaryElected.class).offset()).isEqualTo(Offset.of(1500));
  }

  @Test
  void aSwitchoverThatCannotBeDoneInTimeResumesTheOldPrimary() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.open(Cause.SWITCHOVER);
    scenario.joinAsPrimary(ONE, 1500);
    scenario.join(TWO, 1400);
    scenario.join(THREE, 1400);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(ONE);
    scenario.promoted(ONE);
    scenario.following(TWO, ONE);
    scenario.following(THREE, ONE);
    scenario.published();
    assertThat(scenario.last(EpochClosed.class).outcome()).isEqualTo(EpochOutcome.RESUMED);
  }
}
