package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An elected member says nothing, or says it too late. */
class UnconfirmedPromotionTest {

  private static final HighAvailability SETTINGS =
      new HighAvailability(true, Duration.ofSeconds(30), 1000, Duration.ofMinutes(10));

  @Test
  void aNewInstanceWhoseFirstElectedNeverConfirmsElectsAnotherThoughAllAreEmpty() {
    Scenario scenario = Scenario.wanted(SETTINGS);
    MEMBERS.forEach(scenario::joinEmpty);
    assertThat(scenario.elected()).isEqualTo(ONE);

    scenario.promotionTimesOut();
    MEMBERS.forEach(scenario::joinEmpty);
    scenario.fenced(ONE, FenceMethod.PARKED);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void anElectedMemberThatDoesNotConfirmIsExcludedFromTheNextEpoch() {
    Scenario scenario = Scenario.crashedAndElected(SETTINGS);

    scenario.promotionTimesOut();

    EpochOpened opened = scenario.last(EpochOpened.class);
    assertThat(opened.cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
    assertThat(opened.excluded()).containsExactly(TWO);
    scenario.join(THREE, 1200);
    assertThat(scenario.decidedKinds()).endsWith("EpochOpened");
    scenario.fenced(TWO, FenceMethod.KILLED);
    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  @Test
  void whoConfirmedTooLateIsElectedAgainIfNobodyElseHasTheDataset() {
    Scenario late = electedAndLate();

    late.joinAsPrimary(ONE, 10);
    late.fenced(ONE, FenceMethod.PARKED);
    late.joinEmpty(TWO);
    late.joinEmpty(THREE);
    assertThat(late.decidedKinds()).endsWith("EpochOpened");
    late.wait(Timing.DEFAULT.joinWindow());

    PrimaryElected elected = late.last(PrimaryElected.class);
    assertThat(elected.epoch()).isEqualTo(Epoch.of(2));
    assertThat(elected.member()).isEqualTo(ONE);
    assertThat(elected.rejected())
        .extracting(r -> r.member() + " " + r.reason())
        .containsExactlyInAnyOrder("demo-2 NEVER_SYNCED", "demo-3 NEVER_SYNCED");
    assertThat(late.decided()).noneMatch(FailoverBlocked.class::isInstance);
  }

  /** The first epoch's elected member is promoted, but the next epoch is open by then. */
  private static Scenario electedAndLate() {
    Scenario scenario = Scenario.wanted(SETTINGS);
    MEMBERS.forEach(scenario::joinEmpty);
    assertThat(scenario.elected()).isEqualTo(ONE);
    scenario.promotionTimesOut();
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
    scenario.promotedIn(Epoch.of(1), ONE);
    return scenario;
  }
}
