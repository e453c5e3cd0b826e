package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the end of a change of primary says that it cost. */
class LedgerTest {

  private static final HighAvailability SETTINGS =
      new HighAvailability(true, Duration.ofSeconds(30), 1000, Duration.ofMinutes(10));

  private final Scenario scenario = Scenario.healthy(SETTINGS);

  @Test
  void tellsBothOffsetsTheLossAndTheOutage() {
    scenario.observeLeading(ONE, "a");
    scenario.wait(Duration.ofMillis(700));
    scenario.observeLeading(ONE, "b");
    scenario.wait(Duration.ofMillis(400));

    crash(1200);
    scenario.wait(Duration.ofMillis(50));
    elect(1150);
    scenario.takesOver(TWO, THREE);
    assertThat(scenario.decidedKinds()).as("nobody has seen it").doesNotContain("EpochClosed");
    scenario.wait(Duration.ofMillis(30));
    scenario.observeLeading(TWO, "c");
    scenario.wait(Duration.ofMillis(500));
    scenario.observeLeading(TWO, "a");

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.measuredOutageMillis()).isEqualTo(400 + 50 + 30);
    assertThat(closed.deposedOffset()).isEqualTo(Offset.of(1200));
    assertThat(closed.promotedOffset()).isEqualTo(Offset.of(1150));
    assertThat(closed.measuredLossBytes()).isEqualTo(50);
  }

  @Test
  void anAnswerIsAsOldAsTheProberSays() {
    scenario.observeLeading(ONE, "a");
    scenario.wait(Duration.ofMillis(400));
    crash(1200);
    elect(1200);
    scenario.promoted(TWO);
    scenario.wait(Duration.ofMillis(100));
    scenario.observeLeading(TWO, "a", 60);
    scenario.following(THREE, TWO);
    scenario.published();

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isEqualTo(440);
  }

  @Test
  void theEndWaitsForASightingNoLongerThanItsBound() {
    scenario.observeLeading(ONE, "a");
    crash(1200);
    elect(1200);
    scenario.takesOver(TWO, THREE);
    scenario.wait(Timing.DEFAULT.sightingTimeout().minusMillis(10));
    assertThat(scenario.decidedKinds()).doesNotContain("EpochClosed");
    scenario.wait(Duration.ofMillis(10));

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.measuredOutageMillis()).as("nobody saw its end").isNull();
    assertThat(closed.measuredLossBytes()).isZero();
  }

  @Test
  void nothingIsWaitedForIfNobodyEverSawTheOldPrimary() {
    crash(1200);
    elect(1200);
    scenario.takesOver(TWO, THREE);

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isNull();
  }

  @Test
  void aSwitchoverIsNotKeptOpen() {
    scenario.observeLeading(ONE, "a");
    scenario.open(Cause.SWITCHOVER);
    scenario.joinAsPrimary(ONE, 1000);
    scenario.fenced(ONE, FenceMethod.PAUSED);
    scenario.replicasJoin(1000);
    scenario.takesOver(THREE, ONE, TWO);

    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isZero();
  }

  @Test
  void epochsThatWereNotClosedAddToTheCostOfTheOneThatIs() {
    scenario.observeLeading(ONE, "a");
    crash(1200);
    elect(1150);
    scenario.promotionTimesOut();
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
    scenario.join(THREE, 1120);
    scenario.fenced(TWO, FenceMethod.KILLED);
    assertThat(scenario.elected()).isEqualTo(THREE);
    scenario.promoted(THREE);
    scenario.observeLeading(THREE, "a");
    scenario.following(TWO, THREE);
    scenario.published();

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.epoch()).isEqualTo(Epoch.of(3));
    assertThat(closed.measuredLossBytes()).isEqualTo(50 + 30);
    assertThat(closed.notes())
        .contains("50 bytes of the loss are of the epochs that failed before");
    assertThat(closed.measuredOutageMillis())
        .isEqualTo(Timing.DEFAULT.promotionTimeout().plusMillis(1).toMillis());
  }

  @Test
  void theNextFailoverBeginsWithAnEmptyPage() {
    scenario.observeLeading(ONE, "a");
    crash(1200);
    elect(1150);
    scenario.takesOver(TWO, THREE);
    scenario.observeLeading(TWO, "a");
    scenario.wait(Duration.ofSeconds(1));
    scenario.observeLeading(TWO, "a");
    scenario.wait(Duration.ofMillis(70));
    scenario.crash(TWO, 1300);
    scenario.join(THREE, 1300);
    scenario.promoted(THREE);
    scenario.observeLeading(THREE, "a");
    scenario.published();

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.epoch()).isEqualTo(Epoch.of(3));
    assertThat(closed.measuredLossBytes()).isZero();
    assertThat(closed.measuredOutageMillis()).isEqualTo(70);
  }

  @Test
  void thatTheOldPrimaryAnswersAgainIsNoEndOfTheOutage() {
    scenario.observeLeading(ONE, "a");
    crash(1200);
    scenario.wait(Duration.ofMillis(200));
    scenario.observeLeading(ONE, "c");
    scenario.wait(Duration.ofMillis(10));
    elect(1200);
    scenario.takesOver(TWO, THREE);
    scenario.observeLeading(TWO, "a");

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isEqualTo(10);
  }

  private void crash(long offset) {
    scenario.crash(ONE, offset);
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_CRASHED);
  }

  private void elect(long offset) {
    scenario.replicasJoin(offset);
    assertThat(scenario.elected()).isEqualTo(TWO);
  }
}
