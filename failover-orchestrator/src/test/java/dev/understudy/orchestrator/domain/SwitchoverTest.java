package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Someone asks for another primary while the present one lives. */
class SwitchoverTest {

  private static final HighAvailability SETTINGS = HighAvailability.DEFAULT;
  private static final HighAvailability HASTY =
      new HighAvailability(true, Duration.ofSeconds(2), 1000, Duration.ZERO);
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @Test
  void aSwitchoverElectsTheTargetWhenItHasEveryByte() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.open(Cause.SWITCHOVER);

    scenario.joinAsPrimary(ONE, 1500);
    scenario.join(TWO, 1500);
    scenario.join(THREE, 1400);
    assertThat(scenario.decided()).isEmpty();
    scenario.join(THREE, 1500);

    assertThat(scenario.elected()).isEqualTo(THREE);
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
    scenario.replicasJoin(1400);
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
    scenario.replicasJoin(1400);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.elected()).isEqualTo(ONE);
    scenario.takesOver(ONE, TWO, THREE);
    assertThat(scenario.last(EpochClosed.class).outcome()).isEqualTo(EpochOutcome.RESUMED);
  }

  /** Replicas have every byte, and the old primary came back with what its last snapshot had. */
  @Test
  void anOldPrimaryThatCrashedMeanwhileDoesNotResumeWithLess() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.open(Cause.SWITCHOVER);
    scenario.joinAsPrimary(ONE, 1500);
    scenario.exit(ONE, 1500);
    scenario.join(ONE, 200);
    scenario.join(TWO, 1500);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected", "FailoverBlocked");
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    scenario.join(ONE, 200);
    scenario.replicasJoin(1500);
    assertThat(scenario.elected()).isEqualTo(TWO);
    assertThat(scenario.last(PrimaryElected.class).estimatedLossBytes()).isZero();
  }

  /**
   * Its node died at the wrong moment: nobody can stop the old primary, whatever its lease says.
   */
  @Test
  void nobodyIsElectedWhileTheOldPrimaryIsSeenToTakeWrites() {
    Scenario scenario = openWithoutTheOldPrimarysNode();

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.OLD_PRIMARY_NOT_FENCED);
    assertThat(blocked.explanation()).contains("as seen from b;");

    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.wait(A_WHILE);
    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void onceNobodySeesTheOldPrimaryTheEndOfItsLeaseIsEnough() {
    Scenario scenario = openWithoutTheOldPrimarysNode();

    scenario.observe(Outcome.REFUSED, 3000, "b");
    scenario.wait(A_WHILE);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  /** The switchover comes to nothing, and an unplanned epoch follows. */
  private static Scenario openWithoutTheOldPrimarysNode() {
    Scenario scenario = Scenario.healthy(HASTY);
    scenario.open(Cause.SWITCHOVER);
    scenario.replicasJoin(1500);
    seenLeading(scenario, Timing.DEFAULT.switchoverTimeout().plus(A_WHILE));
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
    scenario.replicasJoin(1500);
    seenLeading(scenario, Timing.DEFAULT.switchoverTimeout());
    return scenario;
  }

  private static void seenLeading(Scenario scenario, Duration time) {
    for (Duration at = Duration.ZERO; at.compareTo(time) < 0; at = at.plus(A_WHILE)) {
      scenario.observeLeading(ONE, "b");
      scenario.wait(A_WHILE);
    }
  }

  /** A pause ends by itself: its node must have been heard a short time ago. */
  @Test
  void aPauseThatNobodyHasConfirmedForAWhileIsNoFence() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();
    scenario.open(Cause.SWITCHOVER);
    scenario.fenced(ONE, FenceMethod.PAUSED);
    scenario.join(TWO, 1000);
    scenario.join(THREE, 900);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
  }

  @Test
  void whoCatchesUpWithAPrimaryThatIsNotHeardAnyMoreIsNotElected() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();
    scenario.open(Cause.SWITCHOVER);
    scenario.fenced(ONE, FenceMethod.PAUSED);
    scenario.joinAsPrimary(ONE, 1200);
    scenario.replicasJoin(1000);

    scenario.wait(Timing.DEFAULT.freshness());
    scenario.join(THREE, 1200);
    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");

    scenario.report(ONE, true, 1200);
    assertThat(scenario.elected()).isEqualTo(THREE);
  }
}
