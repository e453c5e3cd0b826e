package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What nodes say is read late, while the decision log is read in time. */
class LateReadingTest {

  private static final HighAvailability SETTINGS =
      new HighAvailability(true, Duration.ofSeconds(30), 1000, Duration.ofMinutes(10));

  private final Scenario scenario = Scenario.healthy(SETTINGS);

  private void electTwo() {
    scenario.crash(ONE, 1200);
    scenario.replicasJoin(1200);
    assertThat(scenario.elected()).isEqualTo(TWO);
    scenario.forgetDecided();
  }

  private MemberReported saidBeforeItsPromotion() {
    Dataset all = Dataset.upTo(1200);
    return MemberEvents.reported(
        TWO, scenario.epoch(), MemberRole.REPLICA, true, LinkState.DOWN, all, 0);
  }

  private MemberJoined joining(MemberId member, long offset) {
    return MemberEvents.joined(member, scenario.epoch(), MemberRole.REPLICA, Dataset.upTo(offset));
  }

  @Test
  void aPromotionThatIsReadLateIsNotTakenForNone() {
    electTwo();

    scenario.wait(Timing.DEFAULT.promotionTimeout().plusMillis(600));
    scenario.tellLate(saidBeforeItsPromotion(), Duration.ofMillis(2600));
    scenario.tellLate(MemberEvents.promoted(TWO, scenario.epoch()), Duration.ofMillis(2590));
    scenario.following(THREE, TWO);
    scenario.published();
    scenario.observeLeading(TWO, "a");

    assertThat(scenario.decidedKinds()).containsExactly("EpochClosed");
  }

  @Test
  void whoSaysNothingMoreHasNotConfirmed() {
    electTwo();

    scenario.wait(Timing.DEFAULT.promotionTimeout());
    scenario.everyVantageSees(Outcome.TIMEOUT, 2000);
    assertThat(scenario.decided()).isEmpty();
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.everyVantageSees(Outcome.TIMEOUT, 5000);

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
  }

  @Test
  void whoHearsNobodyAtAllWaitsLongerBeforeItJudges() {
    electTwo();

    scenario.wait(Duration.ofSeconds(20));
    assertThat(scenario.decided()).isEmpty();
    scenario.wait(Duration.ofSeconds(20));

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);
  }

  @Test
  void aJoinThatIsReadLateIsNotTakenForNone() {
    scenario.crash(ONE, 1200);
    scenario.join(TWO, 1100);

    scenario.wait(Timing.DEFAULT.joinWindow().plusMillis(500));
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.tellLate(joining(THREE, 1200), Duration.ofMillis(900));

    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  /** No vantage reaches it for as long as it takes, and its node says that it lives. */
  @Test
  void aPrimaryIsNotReplacedByWhoReadsFarTooLateWhatItsNodeSays() {
    Duration late = Timing.DEFAULT.freshness().plusSeconds(1);
    scenario.wait(late);
    scenario.heartbeat(MEMBERS);
    scenario.tellLate(livingPrimary(), late);

    scenario.everyVantageSees(Outcome.TIMEOUT, 31_000);
    assertThat(scenario.decided()).isEmpty();
    assertThat(scenario.topology().reason())
        .endsWith("; nothing recent was read of what nodes say");

    scenario.replicasReport(true, 1000);
    scenario.report(ONE, false, 1000);
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_HUNG);
  }

  private MemberReported livingPrimary() {
    Dataset all = Dataset.upTo(1000);
    return MemberEvents.reported(
        ONE, scenario.epoch(), MemberRole.PRIMARY, true, LinkState.NONE, all, 2);
  }

  @Test
  void nobodyIsTakenForDeadByWhoReadsFarTooLate() {
    scenario.crash(ONE, 1200);
    Duration late = Timing.DEFAULT.freshness().plusSeconds(1);

    scenario.wait(late);
    scenario.tellLate(joining(TWO, 1100), late);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.tellLate(joining(THREE, 1200), late);

    assertThat(scenario.elected()).isEqualTo(THREE);
  }
}
