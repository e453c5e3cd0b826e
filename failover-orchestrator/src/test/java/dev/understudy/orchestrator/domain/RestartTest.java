package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The orchestrator ends and another process of it goes on. */
class RestartTest {

  private static final HighAvailability SETTINGS = HighAvailability.DEFAULT;

  @Test
  void inAFailoverItHearsTheReplicasBeforeItElects() {
    Scenario scenario = crashed();

    scenario.restart();
    scenario.comesBackParked(ONE, 100);
    scenario.join(ONE, 100);
    scenario.wait(Duration.ofMillis(1500));
    assertThat(scenario.decided()).isEmpty();
    scenario.reportUnlinked(TWO, 1200);
    assertThat(scenario.decided()).isEmpty();
    scenario.reportUnlinked(THREE, 1200);

    assertThat(scenario.elected()).isEqualTo(TWO);
  }

  @Test
  void itDoesNotWaitForEverForOneThatIsGone() {
    Scenario scenario = crashed();

    scenario.restart();
    scenario.fenced(ONE, FenceMethod.NOT_RUNNING);
    scenario.wait(Timing.DEFAULT.freshness().minusMillis(500));
    scenario.heartbeat(DemoInstance.MEMBERS);
    scenario.reportUnlinked(THREE, 1200);
    assertThat(scenario.decided()).isEmpty();
    scenario.wait(Duration.ofMillis(500));

    assertThat(scenario.elected()).isEqualTo(THREE);
  }

  @Test
  void aHealthyInstanceIsNotShownAsAnythingElseMeanwhile() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.restart();

    scenario.report(ONE, MemberRole.PRIMARY, true, LinkState.NONE, 1000);
    scenario.report(TWO, MemberRole.REPLICA, true, LinkState.UP, 1000);
    assertThat(scenario.isSilent()).isTrue();
    scenario.report(THREE, MemberRole.REPLICA, true, LinkState.UP, 1000);

    assertThat(scenario.topology().condition()).isEqualTo(Condition.HEALTHY);
  }

  @Test
  void theOldPrimaryIsElectedOnlyIfNobodyElseTurnsUpInTime() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.replicasReport(false, 1000);
    scenario.exit(ONE, 1000);
    scenario.comesBackParked(ONE, 900);
    scenario.everyVantageSees(Outcome.REFUSED, 1);
    scenario.fenced(ONE, FenceMethod.PARKED);
    scenario.join(ONE, 900);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");

    scenario.wait(Timing.DEFAULT.joinWindow());

    assertThat(scenario.elected()).isEqualTo(ONE);
  }

  private static Scenario crashed() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.crash(ONE, 1200);
    assertThat(scenario.decidedKinds()).containsExactly("EpochOpened");
    return scenario;
  }
}
