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
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final HighAvailability SETTINGS =
      new HighAvailability(true, TIMEOUT, 1000, Duration.ofMinutes(10));

  @Test
  void aNewInstanceElectsItsFirstMember() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    assertThat(scenario.topology().condition()).isEqualTo(Condition.HEALTHY);
    assertThat(scenario.topology().primary()).isEqualTo(ONE);
  }

  @Test
  void aCrashThatTheProbersConfirmElectsTheHighestOffset() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    scenario.exit(ONE, 1200);
    scenario.observe(Outcome.REFUSED, 1, "a");
    assertThat(scenario.decidedKinds()).isEmpty();
    scenario.observe(Outcome.REFUSED, 1, "b");
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.join(TWO, 1100);
    scenario.join(THREE, 1150);

    PrimaryElected elected = scenario.last(PrimaryElected.class);
    assertThat(elected.member()).isEqualTo(THREE);
    assertThat(elected.estimatedLossBytes()).isEqualTo(50);
    assertThat(elected.rejected())
        .extracting(r -> r.member() + " " + r.reason())
        .containsExactlyInAnyOrder("demo-1 DEPOSED", "demo-2 LAGGING");
  }

  @Test
  void theFirstVantageThatProbesANewInstanceIsNoQuorumAlone() {
    Scenario scenario = Scenario.seenByOneVantage(SETTINGS);

    scenario.exit(ONE, 1200);
    scenario.observe(Outcome.REFUSED, 1, "a");
    assertThat(scenario.decidedKinds()).isEmpty();
    scenario.observe(Outcome.REFUSED, 1, "b");

    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
  }

  @Test
  void aFailoverIsClosedWhenReplicasAndNameHaveFollowed() {
    Scenario scenario = Scenario.crashedAndElected(SETTINGS);

    scenario.promoted(TWO);
    assertThat(scenario.topology().primary()).isEqualTo(TWO);
    scenario.following(THREE, TWO);
    scenario.published();

    EpochClosed closed = scenario.last(EpochClosed.class);
    assertThat(closed.outcome()).isEqualTo(EpochOutcome.COMPLETED);
    assertThat(closed.timeline().publishedAt()).isNotNull();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.DEGRADED);
  }

  @Test
  void aFailoverIsClosedWithANoteWhenTheNameDoesNotMove() {
    Scenario scenario = Scenario.crashedAndElected(SETTINGS);
    scenario.promoted(TWO);
    scenario.following(THREE, TWO);

    scenario.wait(Timing.DEFAULT.settleTimeout());

    assertThat(scenario.last(EpochClosed.class).notes())
        .containsExactly("the DNS name of the primary is not confirmed yet");
  }

  @Test
  void aHungPrimaryIsReplacedOnlyAfterItsFence() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();

    scenario.report(ONE, false, 1000);
    scenario.everyVantageSees(Outcome.TIMEOUT, 900);
    assertThat(scenario.decidedKinds()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.SUSPECT);
    scenario.observe(Outcome.TIMEOUT, 1000, "a", "b");
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_HUNG);
    scenario.replicasJoin(1000);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.fenced(ONE, FenceMethod.KILLED);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void withoutAFenceTheOldLeaseIsWaitedFor() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();
    scenario.report(ONE, false, 1000);
    scenario.everyVantageSees(Outcome.TIMEOUT, 1000);
    scenario.replicasJoin(1000);

    scenario.wait(TIMEOUT);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.wait(Timing.DEFAULT.leastLeaseMargin());

    assertThat(scenario.decidedKinds()).contains("PrimaryElected");
  }

  /**
   * Its node had not read yet that the timeout is shorter now, when it was cut off from the bus.
   */
  @Test
  void aLeaseLastsAsLongAsItsOwnRecordSays() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    Duration longer = TIMEOUT.multipliedBy(3);
    scenario.renewLease(longer.toMillis());
    scenario.report(ONE, false, 1000);
    scenario.everyVantageSees(Outcome.TIMEOUT, 1000);
    scenario.replicasJoin(1000);

    scenario.wait(TIMEOUT.plus(Timing.DEFAULT.leastLeaseMargin()));
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.wait(longer.minus(TIMEOUT));

    assertThat(scenario.decidedKinds()).contains("PrimaryElected");
  }

  @Test
  void aPrimaryThatItsNodeStillHearsIsNotDead() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    scenario.everyVantageSees(Outcome.TIMEOUT, 60_000);

    assertThat(scenario.decidedKinds()).isEmpty();
    assertThat(scenario.topology().reason()).contains("primary unreachable");
  }

  @Test
  void aPrimaryWhoseReplicasAreLinkedIsNotDeadThoughItsNodeIsSilent() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.wait(Duration.ofSeconds(4));
    scenario.heartbeat(List.of(TWO, THREE));
    scenario.replicasReport(true, 1000);

    scenario.everyVantageSees(Outcome.TIMEOUT, 4000);
    assertThat(scenario.decidedKinds()).isEmpty();
    scenario.reportUnlinked(TWO, 1000);
    scenario.reportUnlinked(THREE, 1000);

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
  }

  @Test
  void troubleThatIsNotDeathNeverPermitsAFailover() {
    for (Outcome outcome :
        List.of(Outcome.AUTH_FAILURE, Outcome.LOADING, Outcome.BUSY, Outcome.DNS_FAILURE)) {
      Scenario scenario = Scenario.healthy(SETTINGS);

      scenario.everyVantageSees(outcome, 0);
      scenario.wait(Duration.ofMinutes(1));

      assertThat(scenario.decidedKinds()).as(outcome.name()).isEmpty();
    }
  }

  @Test
  void aReplicaThatEndsBeforeItWasInAnyEpochIsNoTrouble() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    scenario.tell(
        new MemberExited(
            DemoInstance.DEMO,
            TWO,
            DemoInstance.nodeOf(TWO),
            Epoch.NONE,
            143,
            MemberRole.REPLICA,
            "",
            Offset.ZERO));

    assertThat(scenario.decidedKinds()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.DEGRADED);
  }

  @Test
  void oneVantageAloneDecidesNothing() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    scenario.exit(ONE, 1000);
    scenario.observe(Outcome.REFUSED, 5000, "a");
    scenario.observe(Outcome.OK, 0, "b", "c");

    assertThat(scenario.decidedKinds()).isEmpty();
  }

  @Test
  void autoFailoverOffIsPutOnRecordOnce() {
    Scenario scenario = Scenario.healthy(new HighAvailability(false, TIMEOUT, 1000, Duration.ZERO));

    scenario.crash(ONE, 1000);
    scenario.wait(Duration.ofSeconds(1));
    scenario.wait(Duration.ofSeconds(1));

    assertThat(scenario.decidedKinds()).containsExactly("FailoverBlocked");
    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.AUTO_FAILOVER_OFF);
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);
    assertThat(scenario.topology().blockReason()).isEqualTo(BlockReason.AUTO_FAILOVER_OFF);
  }

  @Test
  void withoutAHealthyReplicaEveryoneHasAReasonAndTheFailoverFollowsWhenOneReturns() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.exit(TWO, 1000);
    scenario.exit(THREE, 1000);

    scenario.crash(ONE, 1000);

    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.NO_HEALTHY_REPLICA);
    assertThat(blocked.rejected())
        .extracting(r -> r.member() + " " + r.reason())
        .containsExactly("demo-2 UNREACHABLE", "demo-3 UNREACHABLE");
    scenario.heartbeat(DemoInstance.MEMBERS);
    scenario.report(TWO, MemberRole.REPLICA, false, LinkState.DOWN, 1000);
    assertThat(scenario.decidedKinds()).containsExactly("FailoverBlocked");
  }

  @Test
  void moreLossThanTheBudgetBlocks() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.crash(ONE, 9000);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    scenario.replicasJoin(1000);

    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.LAG_OVER_BUDGET);
    assertThat(blocked.explanation()).contains("8000 bytes").contains("1000 bytes");
    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
  }

  @Test
  void aPrimaryThatComesBackWithLessDoesNotHideTheLoss() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.replicasReport(false, 1000);
    scenario.crash(ONE, 9000);
    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.NO_HEALTHY_REPLICA);

    scenario.comesBackParked(ONE, 0);
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.join(ONE, 0);
    scenario.replicasReport(true, 1000);
    scenario.replicasJoin(1000);

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.LAG_OVER_BUDGET);
    assertThat(scenario.topology().reason()).contains("8000 bytes");
  }

  @Test
  void aSecondHangWithinTheCooldownBlocksUntilAcknowledged() {
    Scenario scenario = Scenario.crashedAndElected(SETTINGS);
    scenario.takesOver(TWO, THREE);
    scenario.report(THREE, true, 2000);

    scenario.report(TWO, false, 2000);
    scenario.everyVantageSees(Outcome.TIMEOUT, 1000);

    assertThat(scenario.last(FailoverBlocked.class).reason()).isEqualTo(BlockReason.COOLDOWN);
    scenario.another().isToldThatItWasSeen();
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_HUNG);
  }
}
