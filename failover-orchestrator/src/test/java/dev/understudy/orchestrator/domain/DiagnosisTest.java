package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.orchestrator.domain.diagnosis.Diagnosis;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence;
import dev.understudy.orchestrator.domain.diagnosis.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final HighAvailability SETTINGS =
      new HighAvailability(true, TIMEOUT, 1000, Duration.ofMinutes(10));

  private final Scenario scenario = Scenario.healthy(SETTINGS);

  @Test
  void troubleThatIsNotDeathIsCalledByItsName() {
    Map<Outcome, Diagnosis> names =
        Map.of(
            Outcome.AUTH_FAILURE, Diagnosis.AUTH_MISCONFIGURED,
            Outcome.DNS_FAILURE, Diagnosis.NAME_UNRESOLVED,
            Outcome.BUSY, Diagnosis.OVERLOADED,
            Outcome.LOADING, Diagnosis.LOADING);
    names.forEach(
        (outcome, diagnosis) -> {
          scenario.everyVantageSees(outcome, 0);

          InstanceDiagnosis told = scenario.diagnosis();

          assertThat(told.finding().diagnosis()).isEqualTo(diagnosis);
          assertThat(diagnosis.cause()).as("permits a failover").isEmpty();
          assertThat(told.condition()).isEqualTo(Condition.SUSPECT);
          assertThat(told.finding().evidence())
              .extracting(e -> e.source())
              .containsExactly("vantage a", "vantage b", "vantage c");
          assertThat(told.finding().evidence())
              .allSatisfy(e -> assertThat(e.statement()).startsWith(outcome.name()));
        });
    scenario.wait(Duration.ofMinutes(1));
    assertThat(scenario.decidedKinds()).isEmpty();
  }

  @Test
  void everyVantageIsToldWithTheAgeOfItsWord() {
    scenario.wait(Duration.ofMillis(200));
    scenario.observe(Outcome.TIMEOUT, 700, "b");
    scenario.wait(Duration.ofMillis(100));

    InstanceDiagnosis told = scenario.diagnosis();

    assertThat(told.quorum()).isEqualTo(2);
    assertThat(told.vantages())
        .extracting(v -> v.vantage() + " " + v.seen().outcome() + " " + v.ageMillis())
        .containsExactly("a OK 300", "b TIMEOUT 100", "c OK 300");
    assertThat(told.vantages().get(1).seen().silentMillis()).isEqualTo(700);
  }

  @Test
  void everyReplicaThatDoesNotDoItsPartHasAReason() {
    scenario.exit(TWO, 1000);
    scenario.reportUnlinked(THREE, 900);

    InstanceDiagnosis told = scenario.diagnosis();

    assertThat(member(told, ONE).trouble()).isEqualTo(Trouble.NONE);
    assertThat(member(told, TWO).trouble()).isEqualTo(Trouble.PROCESS_ENDED);
    assertThat(member(told, TWO).rejected().reason()).isEqualTo(Rejection.UNREACHABLE);
    assertThat(member(told, THREE).trouble()).isEqualTo(Trouble.OUT_OF_SYNC);
    assertThat(member(told, THREE).rejected()).as("it would take over").isNull();
    assertThat(told.prospects()).allSatisfy(p -> assertThat(p.candidate()).isEqualTo(THREE));
  }

  @Test
  void aReplicaThatIsFarBehindIsCalledSo() {
    long limitMillis = AlertThresholds.DEFAULT.lagWarning().toMillis();
    scenario.observeLag(TWO, limitMillis);

    MemberEvidence two = member(scenario.diagnosis(), TWO);

    assertThat(two.trouble()).isEqualTo(Trouble.HIGH_LAG);
    assertThat(two.lag().millis()).isEqualTo(limitMillis);
    assertThat(two.detail()).contains(limitMillis + " ms behind");
  }

  @Test
  void silentNodesAreToldFromEnginesThatDoNotAnswer() {
    scenario.wait(Duration.ofSeconds(4));
    scenario.heartbeat(List.of(ONE, TWO));
    scenario.report(ONE, true, 1000);
    scenario.report(TWO, false, 1000);

    InstanceDiagnosis told = scenario.diagnosis();

    assertThat(member(told, TWO).trouble()).isEqualTo(Trouble.UNRESPONSIVE);
    assertThat(member(told, THREE).trouble()).isEqualTo(Trouble.NODE_SILENT);
    assertThat(told.vantages()).allSatisfy(v -> assertThat(v.fresh()).isFalse());
    assertThat(told.prospects())
        .as("no vantage has been heard for 4 s")
        .allSatisfy(
            p -> assertThat(p.blocker().reason()).isEqualTo(BlockReason.QUORUM_NOT_REACHED));
  }

  @Test
  void whileAnEpochIsOpenItSaysWhatBlocksIt() {
    scenario.crash(ONE, 9000);
    scenario.join(TWO, 1000);
    scenario.join(THREE, 900);

    InstanceDiagnosis told = scenario.diagnosis();

    assertThat(told.finding().diagnosis()).isEqualTo(Diagnosis.NO_PRIMARY);
    assertThat(told.primary()).isNull();
    assertThat(told.prospects()).isEmpty();
    assertThat(told.blocker().reason()).isEqualTo(BlockReason.LAG_OVER_BUDGET);
    assertThat(told.blocker().explanation()).contains("8000 bytes");
    assertThat(member(told, THREE).rejected().reason()).isEqualTo(Rejection.LAGGING);
  }

  @Test
  void aPrimaryThatIsRebornEmptyIsReplacedAtOnce() {
    scenario.comesBackEmpty(ONE);

    EpochOpened opened = scenario.last(EpochOpened.class);
    assertThat(opened.cause()).isEqualTo(Cause.PRIMARY_REBORN_EMPTY);
    assertThat(opened.evidence())
        .extracting(e -> e.source() + ": " + e.statement())
        .containsExactly(
            "node node-1: its process is another, another-run-of-demo-1, and has no data");
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.replicasJoin(1000);
    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void aPrimaryThatComesBackWithItsSnapshotIsWaitedFor() {
    scenario.wait(Timing.DEFAULT.freshness());
    scenario.heartbeat(MEMBERS);
    scenario.everyoneReports(1000);
    scenario.comesBackParked(ONE, 900);
    assertThat(scenario.decidedKinds()).isEmpty();

    scenario.wait(TIMEOUT);

    assertThat(scenario.last(EpochOpened.class).cause()).isEqualTo(Cause.PRIMARY_FENCED);
  }

  private static MemberEvidence member(InstanceDiagnosis told, MemberId member) {
    return told.members().stream()
        .filter(each -> each.member().equals(member))
        .findFirst()
        .orElseThrow();
  }
}
