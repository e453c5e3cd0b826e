package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.Scenario.DEMO;
import static dev.understudy.orchestrator.domain.Scenario.MEMBERS;
import static dev.understudy.orchestrator.domain.Scenario.ONE;
import static dev.understudy.orchestrator.domain.Scenario.THREE;
import static dev.understudy.orchestrator.domain.Scenario.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulation has found, each as small as it gets. */
class FoundBySimulationTest {

  private static final HighAvailability SETTINGS =
      new HighAvailability(true, Duration.ofSeconds(1), 1000, Duration.ofMinutes(10));

  private final Scenario scenario = Scenario.healthy(SETTINGS);

  private static MemberJoined joined(
      MemberId member, Epoch epoch, long offset, long dataEpoch, boolean everSynced) {
    return new MemberJoined(
        DEMO,
        member,
        Scenario.nodeOf(member),
        epoch,
        MemberRole.REPLICA,
        "replid-" + dataEpoch,
        Offset.of(offset),
        everSynced,
        false,
        10,
        Epoch.of(dataEpoch),
        everSynced);
  }

  private void join(MemberId member, long offset, long dataEpoch) {
    scenario.tell(joined(member, scenario.epoch(), offset, dataEpoch, true));
  }

  private void crash(MemberId member, long offset) {
    scenario.exit(member, offset);
    scenario.observe(Outcome.REFUSED, 1, "a", "b", "c");
  }

  @Test
  void aLongerHistoryThatNobodySharesIsNotElected() {
    crash(ONE, 1200);
    join(TWO, 1100, 1);
    join(THREE, 1000, 1);
    scenario.promoted(TWO);
    scenario.following(THREE, TWO);
    scenario.published();
    scenario.comesBackParked(ONE, 5000);
    crash(TWO, 1400);

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
    crash(ONE, 1200);
    scenario.tell(joined(ONE, scenario.epoch(), 0, 0, false));
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.NO_HEALTHY_REPLICA);
    join(THREE, 1100, 1);
    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(THREE);
  }

  @Test
  void whoCannotTellTheLossDoesNotOverruleWhoCould() {
    scenario.restart(SETTINGS);
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.append(
        new EpochOpened(
            DEMO,
            scenario.epoch().next(),
            Cause.PRIMARY_CRASHED,
            ONE,
            null,
            null,
            MEMBERS,
            List.of(),
            List.of(),
            scenario.now().wall(),
            "another"));
    join(TWO, 1100, 1);
    join(THREE, 1100, 1);
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    assertThat(scenario.decided()).as("another may know").isEmpty();
    scenario.append(
        new FailoverBlocked(
            DEMO,
            scenario.epoch(),
            Cause.PRIMARY_CRASHED,
            BlockReason.LAG_OVER_BUDGET,
            "it knows",
            List.of(),
            List.of()));
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.decided()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);
  }

  /** What an epoch was opened with is not all that the others know. */
  @Test
  void whoKnowsOnlyWhatTheEpochWasOpenedWithDoesNotOverruleWhoBlockedIt() {
    scenario.restart(SETTINGS);
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.append(
        new EpochOpened(
            DEMO,
            scenario.epoch().next(),
            Cause.PRIMARY_DEAD,
            ONE,
            Offset.of(1100),
            null,
            MEMBERS,
            List.of(),
            List.of(),
            scenario.now().wall(),
            "another"));
    scenario.append(
        new FailoverBlocked(
            DEMO,
            scenario.epoch(),
            Cause.PRIMARY_DEAD,
            BlockReason.LAG_OVER_BUDGET,
            "it knows",
            List.of(),
            List.of()));
    join(TWO, 1100, 1);
    join(THREE, 1100, 1);
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.decided()).isEmpty();
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);
  }

  @Test
  void theEndOfALeaseProvesNothingWhileReplicasStayAttached() {
    scenario.open(Cause.SWITCHOVER);
    join(TWO, 1100, 1);
    join(THREE, 1100, 1);
    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
    EpochOpened next = scenario.last(EpochOpened.class);
    assertThat(next.cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(next.deposed()).isEqualTo(ONE);
  }

  @Test
  void anInstanceThatIsMadeAgainDuringAFailoverBeginsAnew() {
    crash(ONE, 1200);
    scenario.deleted();
    scenario.specified(withMembers(2, "demo-4", "demo-5"));
    scenario.wait(Timing.DEFAULT.joinWindow());

    EpochOpened opened = scenario.last(EpochOpened.class);
    assertThat(opened.cause()).isEqualTo(Cause.INSTANCE_CREATED);
    assertThat(opened.members()).containsExactly(MemberId.of("demo-4"), MemberId.of("demo-5"));
  }

  /** Who reads the log of the next life before the end of this one knows only the old members. */
  @Test
  void whoHasNotHeardThatTheInstanceWasMadeAgainDoesNotBeginItAnew() {
    List<MemberId> others = List.of(MemberId.of("demo-4"), MemberId.of("demo-5"));
    scenario.append(
        new EpochOpened(
            DEMO,
            scenario.epoch().next(),
            Cause.INSTANCE_CREATED,
            null,
            null,
            null,
            others,
            List.of(),
            List.of(),
            scenario.now().wall(),
            "another"));
    scenario.wait(Timing.DEFAULT.joinWindow().minusMillis(1));
    assertThat(scenario.decided()).isEmpty();

    scenario.wait(Duration.ofMillis(1));
    assertThat(scenario.last(EpochOpened.class).members()).isEqualTo(MEMBERS);
  }

  @Test
  void aReplicaThatWasAddedByHalfIsAddedWhole() {
    scenario.specified(withMembers(2, "demo-1", "demo-2", "demo-3", "demo-4"));
    scenario.wait(Timing.DEFAULT.membershipRepair().minusMillis(1));
    assertThat(scenario.decided()).isEmpty();
    keepWell();
    scenario.wait(Duration.ofMillis(1));

    assertThat(scenario.last(MembershipChanged.class).members())
        .contains(MemberId.of("demo-4"))
        .hasSize(4);
  }

  private void keepWell() {
    scenario.heartbeat(MEMBERS);
    scenario.everyoneReports(1000);
    scenario.observe(Outcome.OK, 0, "a", "b", "c");
  }

  @Test
  void theCooldownBeginsBeforeTheFailoverIsClosed() {
    crash(ONE, 1200);
    join(TWO, 1200, 1);
    join(THREE, 1200, 1);
    scenario.promoted(TWO);
    Epoch settling = scenario.epoch();
    scenario.report(TWO, MemberRole.REPLICA, true, LinkState.DOWN, 1300);
    scenario.wait(Duration.ofSeconds(1));
    scenario.report(TWO, MemberRole.REPLICA, true, LinkState.DOWN, 1300);

    assertThat(scenario.last(EpochOpened.class).epoch()).isEqualTo(settling);
    assertThat(scenario.last(FailoverBlocked.class).reason()).isEqualTo(BlockReason.COOLDOWN);
  }

  @Test
  void theOldPrimaryGoesOnIfTheOthersLackTooMuchAndItIsBack() {
    scenario.report(ONE, true, 9000);
    crash(ONE, 9000);
    join(TWO, 1000, 1);
    join(THREE, 1000, 1);
    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.LAG_OVER_BUDGET);

    scenario.comesBackParked(ONE, 9000);
    join(ONE, 9000, 1);

    assertThat(scenario.last(PrimaryElected.class).member()).isEqualTo(ONE);
  }

  @Test
  void whatTheOldPrimaryBringsBackCountsAsLost() {
    crash(ONE, 1200);
    join(ONE, 9000, 1);
    join(TWO, 1200, 1);
    join(THREE, 1200, 1);
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
    scenario.append(
        new PrimaryElected(
            DEMO,
            scenario.epoch(),
            THREE,
            Offset.of(1000),
            new Address("127.0.0.1", 6379),
            0L,
            List.of()));
    scenario.append(
        new EpochClosed(
            DEMO,
            scenario.epoch(),
            Cause.SWITCHOVER,
            EpochOutcome.COMPLETED,
            ONE,
            THREE,
            Offset.of(1000),
            Offset.of(1000),
            0L,
            null,
            new Timeline(null, null, null, null, null, null, scenario.now().wall()),
            List.of()));
    stillReportsAsReplica(THREE);
    assertThat(scenario.epoch()).isEqualTo(Epoch.of(2));

    for (int second = 0; second < 4; second++) {
      scenario.wait(Duration.ofSeconds(1));
      stillReportsAsReplica(THREE);
    }
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_FENCED);
  }

  private void stillReportsAsReplica(MemberId member) {
    scenario.heartbeat(MEMBERS);
    scenario.report(ONE, MemberRole.REPLICA, true, LinkState.UP, 1000);
    scenario.report(TWO, MemberRole.REPLICA, true, LinkState.UP, 1000);
    scenario.report(member, MemberRole.REPLICA, true, LinkState.DOWN, 1000);
  }

  @Test
  void aSpecMadeWithoutKnowingOfAnotherIsWrittenOver() {
    InstanceSpec first = withMembers(2, "demo-1", "demo-2", "demo-3", "demo-4");
    scenario.specified(first);
    scenario.specified(withMembers(2, "demo-5", "demo-6"));

    assertThat(scenario.specs()).containsExactly(first.withRevision(3));
    scenario.wait(Timing.DEFAULT.appendTimeout().multipliedBy(2));
    assertThat(scenario.specs()).as("once").hasSize(1);
  }

  @Test
  void aSpecThatIsReadTwiceIsNoOther() {
    InstanceSpec spec = withMembers(2, "demo-1", "demo-2", "demo-3", "demo-4");
    scenario.specified(spec);
    scenario.specified(spec);

    assertThat(scenario.specs()).isEmpty();
  }

  private static InstanceSpec withMembers(long revision, String... names) {
    InstanceSpec spec = Scenario.spec(SETTINGS);
    List<MemberSpec> members = new ArrayList<>();
    for (String name : names) {
      MemberId member = MemberId.of(name);
      NodeId node = NodeId.of("node-" + name.charAt(name.length() - 1));
      members.add(new MemberSpec(member, node, 100));
    }
    return new InstanceSpec(
        spec.instance(),
        revision,
        spec.port(),
        spec.profile(),
        members,
        spec.highAvailability(),
        spec.alerts(),
        spec.secrets());
  }
}
