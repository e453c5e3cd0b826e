package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the simulation has found, each as small as it gets. */
class FoundBySimulationTest {

  private static final HighAvailability SETTINGS =
      new HighAvailability(true, Duration.ofSeconds(1), 1000, Duration.ofMinutes(10));

  private final Scenario scenario = Scenario.healthy(SETTINGS);

  private void join(MemberId member, long offset, long dataEpoch) {
    scenario.join(member, Dataset.upTo(offset).from(dataEpoch));
  }

  private void replicasJoin(long offset) {
    join(TWO, offset, 1);
    join(THREE, offset, 1);
  }

  /** It comes back with far more than its successor was elected with. */
  private void oneGoesAnotherWay() {
    scenario.crash(ONE, 1200);
    join(TWO, 1100, 1);
    join(THREE, 1000, 1);
    scenario.takesOver(TWO, THREE);
    scenario.comesBackParked(ONE, 5000);
  }

  @Test
  void aLongerHistoryThatNobodySharesIsNotElected() {
    oneGoesAnotherWay();
    scenario.crash(TWO, 1400);

    join(ONE, 5000, 1);
    join(THREE, 1350, 2);

    PrimaryElected elected = scenario.last(PrimaryElected.class);
    assertThat(elected.member()).isEqualTo(THREE);
    assertThat(elected.rejected())
        .extracting(r -> r.member() + " " + r.reason())
        .contains("demo-1 DIVERGED");
  }

  @Test
  void aPrimaryThatCameBackEmptyIsNotElectedWhileAReplicaIsMissing() {
    scenario.crash(ONE, 1200);
    scenario.join(ONE, Dataset.upTo(0).from(0).fromSnapshot().neverSynced());
    scenario.joinWindowPassesWithout(TWO, THREE);

    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.NO_HEALTHY_REPLICA);
    join(THREE, 1100, 1);
    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  @Test
  void whoCannotTellTheLossDoesNotOverruleWhoCould() {
    scenario.restart();
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.another().opens(Cause.PRIMARY_CRASHED);
    replicasJoin(1100);
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    assertThat(scenario.decided()).as("another may know").isEmpty();
    scenario.another().blocks(Cause.PRIMARY_CRASHED, BlockReason.LAG_OVER_BUDGET);
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.decided()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);
  }

  /** What an epoch was opened with is not all that the others know. */
  @Test
  void whoKnowsOnlyWhatTheEpochWasOpenedWithDoesNotOverruleWhoBlockedIt() {
    scenario.restart();
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.another().opens(Cause.PRIMARY_DEAD, Offset.of(1100));
    scenario.another().blocks(Cause.PRIMARY_DEAD, BlockReason.LAG_OVER_BUDGET);
    replicasJoin(1100);
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.decided()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);
  }

  @Test
  void theEndOfALeaseProvesNothingWhileReplicasStayAttached() {
    scenario.open(Cause.SWITCHOVER);
    replicasJoin(1100);
    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
    EpochOpened next = scenario.last(EpochOpened.class);
    assertThat(next.cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(next.deposed()).isEqualTo(ONE);
  }

  @Test
  void anInstanceThatIsMadeAgainDuringAFailoverBeginsAnew() {
    scenario.crash(ONE, 1200);
    scenario.deleted();
    scenario.specified(withMembers("demo-4", "demo-5"));
    scenario.wait(Timing.DEFAULT.joinWindow());

    EpochOpened opened = scenario.last(EpochOpened.class);
    assertThat(opened.cause()).isEqualTo(Cause.INSTANCE_CREATED);
    assertThat(opened.members()).containsExactly(MemberId.of("demo-4"), MemberId.of("demo-5"));
  }

  /** Who reads the log of the next life before the end of this one knows only the old members. */
  @Test
  void whoHasNotHeardThatTheInstanceWasMadeAgainDoesNotBeginItAnew() {
    List<MemberId> others = List.of(MemberId.of("demo-4"), MemberId.of("demo-5"));
    scenario.another().creates(others);
    scenario.wait(Timing.DEFAULT.joinWindow().minusMillis(1));
    assertThat(scenario.decided()).isEmpty();

    scenario.wait(Duration.ofMillis(1));
    assertThat(scenario.last(EpochOpened.class).members()).isEqualTo(MEMBERS);
  }

  @Test
  void aReplicaThatWasAddedByHalfIsAddedWhole() {
    scenario.specified(withMembers("demo-1", "demo-2", "demo-3", "demo-4"));
    scenario.wait(Timing.DEFAULT.membershipRepair().minusMillis(1));
    assertThat(scenario.decided()).isEmpty();
    scenario.keepWell();
    scenario.wait(Duration.ofMillis(1));

    assertThat(scenario.last(MembershipChanged.class).members())
        .contains(MemberId.of("demo-4"))
        .hasSize(4);
  }

  @Test
  void theCooldownBeginsBeforeTheFailoverIsClosed() {
    scenario.crash(ONE, 1200);
    replicasJoin(1200);
    scenario.promoted(TWO);
    Epoch settling = scenario.epoch();
    for (int second = 0; second <= 3; second++) {
      scenario.reportUnlinked(TWO, 1300);
      scenario.wait(Duration.ofSeconds(1));
    }
    scenario.reportUnlinked(TWO, 1300);

    assertThat(scenario.last(EpochOpened.class).epoch()).isEqualTo(settling);
    assertThat(scenario.last(FailoverBlocked.class).reason()).isEqualTo(BlockReason.COOLDOWN);
  }

  @Test
  void theOldPrimaryGoesOnIfTheOthersLackTooMuchAndItIsBack() {
    scenario.report(ONE, true, 9000);
    scenario.crash(ONE, 9000);
    replicasJoin(1000);
    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.LAG_OVER_BUDGET);

    scenario.comesBackParked(ONE, 9000);
    join(ONE, 9000, 1);

    assertThat(scenario.elected()).isEqualTo(ONE);
  }

  @Test
  void whatTheOldPrimaryBringsBackCountsAsLost() {
    scenario.crash(ONE, 1200);
    join(ONE, 9000, 1);
    replicasJoin(1200);
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.decided())
        .filteredOn(PrimaryElected.class::isInstance)
        .as("7800 bytes are more than the 1000 of the budget")
        .isEmpty();
  }

  @Test
  void whoWasPromotedAMomentAgoIsNotTakenForFenced() {
    scenario.wait(Duration.ofSeconds(5));
    scenario.everyoneReports(1000);
    scenario.open(Cause.SWITCHOVER);
    scenario.another().switchesOver(ONE, THREE, Offset.of(1000));
    stillReportsAsReplica(THREE);
    assertThat(scenario.epoch()).isEqualTo(Epoch.of(2));

    for (int second = 0; second < 4; second++) {
      scenario.wait(Duration.ofSeconds(1));
      stillReportsAsReplica(THREE);
    }
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_FENCED);
  }

  /** It was still the primary when it joined, then parked, then elected again: all read at once. */
  @Test
  void whatWasSaidBeforeTheElectionIsNoSignOfBeingFencedAfterIt() {
    scenario.wait(Duration.ofSeconds(5));
    scenario.keepWell();
    scenario.another().opens(Cause.PRIMARY_FENCED);
    scenario.another().elects(ONE, Offset.of(1000));
    scenario.tellLate(reportedAs(MemberRole.PRIMARY, LinkState.NONE), Duration.ofMillis(2000));
    scenario.tellLate(reportedAs(MemberRole.REPLICA, LinkState.DOWN), Duration.ofMillis(1500));
    assertThat(scenario.decided()).isEmpty();

    for (int second = 0; second < 4; second++) {
      scenario.wait(Duration.ofSeconds(1));
      stillReportsAsReplica(ONE);
    }
    assertThat(scenario.last(FailoverBlocked.class).cause())
        .as("what would happen but for the cooldown")
        .isEqualTo(Cause.PRIMARY_FENCED);
  }

  private MemberReported reportedAs(MemberRole role, LinkState link) {
    return MemberEvents.reported(ONE, Epoch.of(2), role, true, link, Dataset.upTo(1000), 2);
  }

  @Test
  void whoWasForcedFromAnotherHistoryLacksAllSinceItWentAnotherWay() {
    oneGoesAnotherWay();
    scenario.report(TWO, true, 1400);
    scenario.another().isAskedToForce(TWO, ONE);
    scenario.fenced(TWO, FenceMethod.NOT_RUNNING);
    join(ONE, 5000, 1);
    scenario.joinWindowPassesWithout(THREE);

    assertThat(scenario.elected()).isEqualTo(ONE);
    assertThat(scenario.last(PrimaryElected.class).estimatedLossBytes()).isEqualTo(1400 - 1100);
    scenario.takesOver(ONE, TWO, THREE);
    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isEqualTo(1400 - 1100);
  }

  @Test
  void nobodyKnowsWhatIsLostWhereNobodyHasAnything() {
    scenario.crash(ONE, 0);
    MEMBERS.forEach(each -> scenario.join(each, Dataset.upTo(0).from(0).neverSynced()));
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.last(PrimaryElected.class).estimatedLossBytes()).isNull();
    scenario.takesOver(TWO, ONE, THREE);
    assertThat(scenario.last(EpochClosed.class).measuredLossBytes()).isNull();
  }

  private void stillReportsAsReplica(MemberId member) {
    scenario.heartbeat(MEMBERS);
    MEMBERS.forEach(each -> scenario.report(each, MemberRole.REPLICA, true, LinkState.UP, 1000));
    scenario.reportUnlinked(member, 1000);
  }

  @Test
  void aSpecMadeWithoutKnowingOfAnotherIsWrittenOver() {
    InstanceSpec first = withMembers("demo-1", "demo-2", "demo-3", "demo-4");
    scenario.specified(first);
    scenario.specified(withMembers("demo-5", "demo-6"));

    assertThat(scenario.specs()).containsExactly(first.withRevision(3));
    scenario.wait(Timing.DEFAULT.appendTimeout().multipliedBy(2));
    assertThat(scenario.specs()).as("once").hasSize(1);
  }

  @Test
  void aSpecThatIsReadTwiceIsNoOther() {
    InstanceSpec spec = withMembers("demo-1", "demo-2", "demo-3", "demo-4");
    scenario.specified(spec);
    scenario.specified(spec);

    assertThat(scenario.specs()).isEmpty();
  }

  private static InstanceSpec withMembers(String... names) {
    return DemoInstance.specWithMembers(SETTINGS, Stream.of(names).map(MemberId::of).toList());
  }
}
