package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.Scenario.DEMO;
import static dev.understudy.orchestrator.domain.Scenario.ONE;
import static dev.understudy.orchestrator.domain.Scenario.THREE;
import static dev.understudy.orchestrator.domain.Scenario.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
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
    for (int i = 0; i < 5; i++) {
      scenario.wait(A_WHILE);
      scenario.heartbeat(Scenario.MEMBERS);
      scenario.everyoneReports(1000);
      scenario.observe(Outcome.OK, 0, "a", "b", "c");
    }
  }

  private static void crash(Scenario scenario) {
    scenario.exit(ONE, 1200);
    scenario.observe(Outcome.REFUSED, 1, "a", "b", "c");
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_CRASHED);
  }

  private static MemberId elected(Scenario scenario) {
    return scenario.last(PrimaryElected.class).member();
  }

  @Test
  void withOneAcknowledgementEveryReplicaHasToJoin() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1100);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");

    scenario.wait(A_WHILE);

    FailoverBlocked blocked = scenario.last(FailoverBlocked.class);
    assertThat(blocked.reason()).isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);
    assertThat(blocked.explanation())
        .startsWith("1 of 2 replicas have joined with all that they ever acknowledged")
        .contains("it takes 2 to be sure of every write that 1 acknowledged")
        .contains("demo-3: it didn't join");
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);

    scenario.join(THREE, 1150);

    assertThat(elected(scenario)).isEqualTo(THREE);
  }

  @Test
  void withTwoAcknowledgementsEitherReplicaHasEverything() {
    Scenario scenario = settled(2);
    crash(scenario);
    scenario.join(TWO, 1100);

    scenario.wait(A_WHILE);

    assertThat(elected(scenario)).isEqualTo(TWO);
  }

  /** It can't know what was asked for before, or who was removed. */
  @Test
  void anOrchestratorThatHasJustStartedIsStricter() {
    Scenario scenario = Scenario.healthy(acknowledgedBy(2));
    crash(scenario);
    scenario.join(TWO, 1100);

    scenario.wait(A_WHILE);

    assertThat(scenario.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);
  }

  @Test
  void whatWasAcknowledgedByFewerStaysProtectedWhenMoreAreAskedFor() {
    Scenario early = settled(1);
    early.specified(Scenario.spec(acknowledgedBy(2)).withRevision(2));
    crash(early);
    early.join(TWO, 1100);
    early.wait(A_WHILE);
    assertThat(early.last(FailoverBlocked.class).reason())
        .isEqualTo(BlockReason.TOO_FEW_REPLICAS_JOINED);

    Scenario later = settled(1);
    later.specified(Scenario.spec(acknowledgedBy(2)).withRevision(2));
    settle(later);
    crash(later);
    later.join(TWO, 1100);
    later.wait(A_WHILE);
    assertThat(elected(later)).isEqualTo(TWO);
  }

  /** It joined with what its last snapshot had. */
  @Test
  void aReplicaThatWasRestartedDoesNotCount() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1100);
    scenario.joinRestarted(THREE, 900);

    scenario.wait(A_WHILE);

    assertThat(scenario.last(FailoverBlocked.class).explanation())
        .contains("demo-3: it was restarted, and may lack what it acknowledged before");
  }

  @Test
  void aReplicaThatWasRemovedCountsAsMissingUntilTheOthersHaveCaughtUp() {
    Scenario early = settled(1);
    remove(early, THREE);
    crash(early);
    early.join(TWO, 1100);
    early.wait(A_WHILE);
    assertThat(early.last(FailoverBlocked.class).explanation())
        .contains("demo-3: it was removed before the others were seen to have all that it had");

    Scenario later = settled(1);
    remove(later, THREE);
    settleWith(later, List.of(ONE, TWO));
    crash(later);
    later.join(TWO, 1100);
    later.wait(A_WHILE);
    assertThat(elected(later)).isEqualTo(TWO);
  }

  private static void settleWith(Scenario scenario, List<MemberId> members) {
    scenario.attachedReplicas(members.size() - 1);
    for (int i = 0; i < 5; i++) {
      scenario.wait(A_WHILE);
      scenario.heartbeat(members);
      members.forEach(member -> scenario.report(member, true, 1000));
      scenario.observe(Outcome.OK, 0, "a", "b", "c");
    }
  }

  private static void remove(Scenario scenario, MemberId member) {
    InstanceSpec spec = Scenario.spec(acknowledgedBy(1));
    List<MemberSpec> left =
        spec.members().stream().filter(each -> !each.member().equals(member)).toList();
    List<MemberId> ids = left.stream().map(MemberSpec::member).toList();
    scenario.append(new MembershipChanged(DEMO, scenario.epoch(), 2, ids));
    scenario.specified(with(spec, left));
  }

  private static InstanceSpec with(InstanceSpec spec, List<MemberSpec> members) {
    return new InstanceSpec(
        spec.instance(),
        2,
        spec.port(),
        spec.profile(),
        members,
        spec.highAvailability(),
        spec.alerts(),
        spec.secrets());
  }

  @Test
  void whoMustNotLeadIsStillAsked() {
    Scenario scenario = settled(1);
    InstanceSpec spec = Scenario.spec(acknowledgedBy(1));
    List<MemberSpec> members =
        spec.members().stream()
            .map(m -> m.member().equals(THREE) ? new MemberSpec(THREE, m.node(), 0) : m)
            .toList();
    scenario.specified(with(spec, members));
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
    scenario.append(deadPrimary(scenario));
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.joinAsPrimary(ONE, 1200);
    scenario.join(TWO, 1100);

    scenario.wait(A_WHILE);

    assertThat(elected(scenario)).isEqualTo(ONE);
  }

  @Test
  void whoHasAllOfTheOldPrimaryMayFollowIt() {
    Scenario scenario = settled(1);
    scenario.append(deadPrimary(scenario));
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.joinAsPrimary(ONE, 1200);
    scenario.join(TWO, 1200);

    scenario.wait(A_WHILE);

    assertThat(elected(scenario)).isEqualTo(TWO);
  }

  private static EpochOpened deadPrimary(Scenario scenario) {
    return new EpochOpened(
        DEMO,
        scenario.epoch().next(),
        Cause.PRIMARY_DEAD,
        ONE,
        null,
        null,
        Scenario.MEMBERS,
        List.of(),
        List.of(),
        scenario.now().wall(),
        "another");
  }

  /** It is back, and only it is known to have everything. */
  @Test
  void whoConfirmedTooLateIsElectedAgainIfNobodyElseMayBe() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(TWO, 1150);
    scenario.join(THREE, 1100);
    assertThat(elected(scenario)).isEqualTo(TWO);
    scenario.wait(Timing.DEFAULT.promotionTimeout());
    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PROMOTION_UNCONFIRMED);

    scenario.fenced(TWO, FenceMethod.PARKED);
    scenario.join(TWO, 1150);
    scenario.join(THREE, 1100);
    scenario.wait(A_WHILE);

    assertThat(scenario.last(PrimaryElected.class).epoch()).isEqualTo(scenario.epoch());
    assertThat(elected(scenario)).isEqualTo(TWO);
  }

  @Test
  void aHumanMayForceIt() {
    Scenario scenario = settled(1);
    crash(scenario);
    scenario.join(THREE, 1100);
    scenario.wait(A_WHILE);
    assertThat(scenario.topology().condition()).isEqualTo(Condition.BLOCKED);

    scenario.open(Cause.FORCED);
    scenario.join(THREE, 1100);
    scenario.wait(A_WHILE);

    assertThat(elected(scenario)).isEqualTo(THREE);
  }

  /** While replicas are attached to a primary that died, nobody knows how far each will come. */
  @Test
  void aSwitchoverThatFailsEndsInAnEpochInWhichReplicasCutThemselvesOff() {
    Scenario scenario = settled(2);
    scenario.open(Cause.SWITCHOVER);
    scenario.exit(ONE, 1200);
    scenario.join(TWO, 1100);
    scenario.join(THREE, 1100);

    scenario.wait(Timing.DEFAULT.switchoverTimeout());

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_DEAD);
    assertThat(scenario.decidedKinds()).doesNotContain("PrimaryElected");
  }
}
