package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.DEMO;
import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may be elected in an instance whose writes k replicas acknowledge. */
class SynchronousFailoverTest {

  private static final Duration A_WHILE = Duration.ofSeconds(1);

  private static HighAvailability acknowledgedBy(int replicas) {
    return new HighAvailability(true, Duration.ofSeconds(30), 1000, Duration.ZERO, replicas);
  }

  /** The last change was so long ago that everybody has been seen to have everything. */
  private static Scenario settled(int replicas) {
    Scenario scenario = Scenario.healthy(acknowledgedBy(replicas));
    settle(scenario);
    return scenario;
  }

  private static void settle(Scenario scenario) {
    settleWith(scenario, MEMBERS);
  }

  private static void settleWith(Scenario scenario, List<MemberId> members) {
    scenario.attachedReplicas(members.size() - 1);
    for (int i = 0; i < 5; i++) {
      scenario.wait(A_WHILE);
      scenario.keepWell(members);
    }
  }

  private static void crash(Scenario scenario) {
    scenario.crash(ONE, 1200);
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_CRASHED);
  }

  private static void crashAfterWhichOnlyTwoJoins(Scenario scenario) {
    crash(scenario);
    scenario.join(TWO, 1100);
    scenario.joinWindowPassesWithout(THREE);
  }

  private static void oldPrimaryIsTakenForDeadAndJoins(Scenario scenario) {
    scenario.another().opens(Cause.PRIMARY_DEAD);
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.joinAsPrimary(ONE, 1200);
  }

  @Test
  void withOneAcknowledgementEveryReplicaHasToJoin() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1100);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");

    scenario.joinWindowPassesWithout(THREE);

    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);
    assertThat(blocked.explanation())
        .startsWith("1 of 2 replicas have joined with all that they ever acknowledged")
        .contains("it takes 2 to be sure of every write that 1 acknowledged")
        .contains("demo-3: it didn't join");
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);

    scenario.join(THREE, 1150);

    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  @Test
  void withTwoAcknowledgementsEitherReplicaHasEverything() {
    Scenario scenario = settled(2);
    crashAfterWhichOnlyTwoJoins(scenario);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  /** It can't know what was asked for before, or who was removed. */
  @Test
  void anOrchestratorThatHasJustStartedIsStricter() {
    Scenario scenario = Scenario.healthy(acknowledgedBy(2));
    crashAfterWhichOnlyTwoJoins(scenario);

    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);
  }

  @Test
  void whatWasAcknowledgedByFewerStaysProtectedWhenMoreAreAskedFor() {
    Scenario early = settled(1);
    early.specified(DemoInstance.spec(acknowledgedBy(2)).withRevision(2));
    crashAfterWhichOnlyTwoJoins(early);
    assertThat(early.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);

    Scenario later = settled(1);
    later.specified(DemoInstance.spec(acknowledgedBy(2)).withRevision(2));
    settle(later);
    crashAfterWhichOnlyTwoJoins(later);
    assertThat(later.elected()).isEqualTo(TWO);
  }

  /** It joined with what its last snapshot had. */
  @Test
  void aReplicaThatWasRestartedDoesNotCount() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1100);
    scenario.join(THREE, Dataset.upTo(900).fromSnapshot());

    scenario.wait(A_WHILE);

    assertThat(scenario.last(FailoverBlocked.class).explanation())
        .contains("demo-3: it was restarted, and may lack what it acknowledged before");
  }

  @Test
  void aReplicaThatWasRemovedCountsAsMissingUntilTheOthersHaveCaughtUp() {
    Scenario early = settled(1);
    remove(early, THREE);
    crashAfterWhichOnlyTwoJoins(early);
    assertThat(early.last(FailoverBlocked.class).explanation())
        .contains("demo-3: it was removed before the others were seen to have all that it had");

    Scenario later = settled(1);
    remove(later, THREE);
    settleWith(later, List.of(ONE, TWO));
    crashAfterWhichOnlyTwoJoins(later);
    assertThat(later.elected()).isEqualTo(TWO);
  }

  private static void remove(Scenario scenario, MemberId member) {
    List<MemberId> left = MEMBERS.stream().filter(each -> !each.equals(member)).toList();
    scenario.append(new MembershipChanged(DEMO, scenario.epoch(), 2, left));
    scenario.specified(DemoInstance.specWithMembers(acknowledgedBy(1), left));
  }

  @Test
  void whoMustNotLeadIsStillAsked() {
    Scenario scenario = settled(1);
    scenario.specified(DemoInstance.specThatNeverPromotes(acknowledgedBy(1), List.of(THREE)));
    crash(scenario);
    scenario.join(TWO, 1100);
    scenario.join(THREE, 1180);

    scenario.wait(A_WHILE);

    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.NO_HEALTHY_REPLICA);
    assertThat(blocked.explanation()).startsWith("demo-3 has 80 bytes more than demo-2");
  }

  @Test
  void anOldPrimaryThatJoinsWithAllThatItHadGoesOn() {
    Scenario scenario = settled(1);
    oldPrimaryIsTakenForDeadAndJoins(scenario);
    scenario.join(TWO, 1100);

    scenario.joinWindowPassesWithout(THREE);

    assertThat(scenario.elected()).isEqualTo(ONE);
  }

  @Test
  void whoHasAllOfTheOldPrimaryMayFollowIt() {
    Scenario scenario = settled(1);
    oldPrimaryIsTakenForDeadAndJoins(scenario);
    scenario.join(TWO, 1200);

    scenario.joinWindowPassesWithout(THREE);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  /** It is back, and only it is known to have everything. */
  @Test
  void whoConfirmedTooLateIsElectedAgainIfNobodyElseMayBe() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1150);
    scenario.join(THREE, 1100);
    assertThat(scenario.elected()).isEqualTo(TWO);
    scenario.promotionTimesOut();
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);

    scenario.fenced(TWO, FenceMethod.PARKED);
    scenario.join(TWO, 1150);
    scenario.join(THREE, 1100);
    scenario.wait(A_WHILE);

    assertThat(scenario.last(PrimaryElected.class).epoch()).isEqualTo(scenario.epoch());
    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void aHumanMayForceIt() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(THREE, 1100);
    scenario.joinWindowPassesWithout(TWO);
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);

    scenario.open(Cause.FORCED);
    scenario.join(THREE, 1100);
    scenario.joinWindowPassesWithout(TWO);

    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  /** While replicas are attached to a primary that died, nobody knows how far each will come. */
  @Test
  void aSwitchoverThatFailsEndsInAnEpochInWhichReplicasCutThemselvesOff() {
    Scenario scenario = settled(2);
    scenario.open(Cause.SWITCHOVER);
    scenario.exit(ONE, 1200);
    scenario.replicasJoin(1100);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
  }
}
