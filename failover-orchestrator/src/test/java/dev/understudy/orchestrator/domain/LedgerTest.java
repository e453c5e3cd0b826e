package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.Scenario.ONE;
import static dev.understudy.orchestrator.domain.Scenario.THREE;
import static dev.understudy.orchestrator.domain.Scenario.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.Outcome;
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

  @Test
  void tellsBothOffsetsTheLossAndTheOutage() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    scenario.wait(Duration.ofMillis(700));
    scenario.observeLeading(ONE, "b");
    scenario.wait(Duration.ofMillis(400));

    crash(scenario, 1200);
    scenario.wait(Duration.ofMillis(50));
    elect(scenario, 1150);
    promote(scenario);
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
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    scenario.wait(Duration.ofMillis(400));
    crash(scenario, 1200);
    elect(scenario, 1200);
    scenario.promoted(TWO);
    scenario.wait(Duration.ofMillis(100));
    scenario.observeLeading(TWO, "a", 60);
    scenario.following(THREE, TWO);
    scenario.published();

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isEqualTo(440);
  }

  @Test
  void theEndWaitsForASightingNoLongerThanItsBound() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    crash(scenario, 1200);
    elect(scenario, 1200);
    promote(scenario);
    scenario.wait(Timing.DEFAULT.sightingTimeout().minusMillis(10));
    assertThat(scenario.decidedKinds()).doesNotContain("EpochClosed");
    scenario.wait(Duration.ofMillis(10));

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.measuredOutageMillis()).as("nobody saw its end").isNull();
    assertThat(closed.measuredLossBytes()).isZero();
  }

  @Test
  void nothingIsWaitedForIfNobodyEverSawTheOldPrimary() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    crash(scenario, 1200);
    elect(scenario, 1200);
    promote(scenario);

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isNull();
  }

  @Test
  void aSwitchoverIsNotKeptOpen() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    scenario.open(Cause.SWITCHOVER);
    scenario.joinAsPrimary(ONE, 1000);
    scenario.fenced(ONE, FenceMethod.PAUSED);
    scenario.join(TWO, 1000);
    scenario.join(THREE, 1000);
    scenario.promoted(THREE);
    scenario.following(ONE, THREE);
    scenario.following(TWO, THREE);
    scenario.published();

    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isZero();
  }

  @Test
  void epochsThatWereNotClosedAddToTheCostOfTheOneThatIs() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    crash(scenario, 1200);
    elect(scenario, 1150);
    scenario.wait(Timing.DEFAULT.promotionTimeout());
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
    scenario.join(THREE, 1120);
    scenario.fenced(TWO, FenceMethod.KILLED);
    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(THREE);
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
        .isEqualTo(Timing.DEFAULT.promotionTimeout().toMillis());
  }

  @Test
  void theNextFailoverBeginsWithAnEmptyPage() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    crash(scenario, 1200);
    elect(scenario, 1150);
    promote(scenario);
    scenario.observeLeading(TWO, "a");
    scenario.wait(Duration.ofSeconds(1));
    scenario.observeLeading(TWO, "a");
    scenario.wait(Duration.ofMillis(70));
    scenario.exit(TWO, 1300);
    scenario.observe(Outcome.REFUSED, 1, "a", "b", "c");
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
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.observeLeading(ONE, "a");
    crash(scenario, 1200);
    scenario.wait(Duration.ofMillis(200));
    scenario.observeLeading(ONE, "c");
    scenario.wait(Duration.ofMillis(10));
    elect(scenario, 1200);
    promote(scenario);
    scenario.observeLeading(TWO, "a");

    assertThat(scenario.last(EpochClosed.class).measuredOutageMillis()).isEqualTo(10);
  }

  private static void crash(Scenario scenario, long offset) {
    scenario.exit(ONE, offset);
    scenario.observe(Outcome.REFUSED, 1, "a", "b", "c");
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_CRASHED);
  }

  private static void elect(Scenario scenario, long offset) {
    scenario.join(TWO, offset);
    scenario.join(THREE, offset);
    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(TWO);
  }

  private static void promote(Scenario scenario) {
    scenario.promoted(TWO);
    scenario.following(THREE, TWO);
    scenario.published();
  }
}
