package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.alert.AlertEvent;
import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberRole;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an instance is told of, by the usual thresholds. */
class AlertTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final AlertThresholds USUAL = AlertThresholds.DEFAULT;

  private final Scenario scenario = Scenario.healthy(HighAvailability.DEFAULT);

  @Test
  void aHealthyInstanceHasNone() {
    pass(USUAL.lagWarningFor().multipliedBy(2), 0, LinkState.UP);

    assertThat(scenario.alerts()).isEmpty();
  }

  @Test
  void aLaggingReplicaIsToldWithItsFigures() {
    pass(USUAL.lagWarningFor().plus(SECOND), 250, LinkState.UP);

    AlertRaised raised = (AlertRaised) scenario.alerts().get(0);
    assertThat(raised.kind()).isEqualTo(AlertKind.REPLICATION_LAG);
    assertThat(raised.member()).isEqualTo(TWO);
    assertThat(raised.severity()).isEqualTo(Severity.WARNING);
    assertThat(raised.summary())
        .isEqualTo("demo-2 is 250 ms behind its primary; the limit is 100 ms for 60 s");
    pass(USUAL.lagWarningFor().plus(SECOND), 10, LinkState.UP);
    assertThat(scenario.alerts()).hasSize(2);
    assertThat(scenario.alerts().get(1)).isInstanceOf(AlertResolved.class);
  }

  @Test
  void aLongLagIsCriticalSooner() {
    pass(USUAL.lagCriticalFor().plus(SECOND), 20_000, LinkState.UP);

    AlertRaised raised = (AlertRaised) scenario.alerts().get(0);
    assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(raised.summary())
        .isEqualTo("demo-2 is 20000 ms behind its primary; the limit is 10 s for 10 s");
  }

  @Test
  void aReplicaThatDoesNotFollowIsLostButTheOtherCouldTakeOver() {
    pass(USUAL.replicaLostFor().plus(SECOND), 0, LinkState.DOWN);

    assertThat(scenario.alerts())
        .extracting(AlertEvent::kind)
        .containsExactly(AlertKind.REPLICA_LOST);
    AlertRaised raised = (AlertRaised) scenario.alerts().get(0);
    assertThat(raised.member()).isEqualTo(TWO);
    assertThat(raised.summary()).isEqualTo("demo-2 doesn't follow its primary; the limit is 30 s");
  }

  @Test
  void whatAFormerPrimaryGaveUpIsToldAndStands() {
    scenario.tell(
        new MemberQuarantined(
            DemoInstance.DEMO,
            TWO,
            DemoInstance.nodeOf(TWO),
            scenario.epoch(),
            Epoch.NONE,
            "/data/salvage/demo-2-epoch-0.rdb",
            512,
            3L,
            true,
            null));
    pass(USUAL.lagWarningFor(), 0, LinkState.UP);

    assertThat(scenario.alerts())
        .extracting(AlertEvent::key)
        .containsExactly("demo/DATA_QUARANTINED/demo-2/" + scenario.epoch());
    scenario.deleted();
    assertThat(scenario.alerts()).hasSize(2).last().isInstanceOf(AlertResolved.class);
  }

  private void pass(Duration time, long lagMillis, LinkState link) {
    for (long second = 0; second <= time.toSeconds(); second++) {
      scenario.heartbeat(DemoInstance.MEMBERS);
      scenario.report(ONE, MemberRole.PRIMARY, true, LinkState.NONE, 1000);
      scenario.report(TWO, MemberRole.REPLICA, true, link, 1000);
      scenario.report(THREE, MemberRole.REPLICA, true, LinkState.UP, 1000);
      scenario.observeLag(TWO, lagMillis);
      scenario.wait(SECOND);
    }
  }
}
