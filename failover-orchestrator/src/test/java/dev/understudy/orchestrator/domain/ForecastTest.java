package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is foretold of the primary's death is what comes of it. */
class ForecastTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long BUDGET_BYTES = 1000;
  private static final HighAvailability SETTINGS =
      new HighAvailability(true, TIMEOUT, BUDGET_BYTES, Duration.ofMinutes(10));
  private static final int SEEDS = 2000;

  @Test
  void whoIsForetoldIsElectedAndWhatIsForetoldToBlockBlocks() {
    Set<Object> outcomes = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDeath death = new RandomDeath(new Random(seed), SETTINGS);
      Prospect foretold = death.foretold();

      death.happen();

      String what = "seed " + seed + ": " + death + ", foretold " + foretold;
      Optional<PrimaryElected> elected = death.elected();
      if (elected.isPresent()) {
        outcomes.add(elected.get().member());
        assertThat(foretold.blocker()).as(what).isNull();
        assertThat(foretold.candidate()).as(what).isEqualTo(elected.get().member());
        assertThat(foretold.lossBytes()).as(what).isEqualTo(elected.get().estimatedLossBytes());
        assertThat(foretold.rejected())
            .as(what)
            .containsExactlyInAnyOrderElementsOf(withoutPrimary(elected.get().rejected()));
      } else {
        FailoverBlocked blocked = death.blocked();
        outcomes.add(blocked.reason());
        assertThat(foretold.blocker()).as(what).isNotNull();
        assertThat(foretold.blocker().reason()).as(what).isEqualTo(blocked.reason());
      }
    }
    assertThat(outcomes)
        .as("what the seeds come to")
        .containsExactlyInAnyOrder(
            TWO,
            THREE,
            BlockReason.AUTO_FAILOVER_OFF,
            BlockReason.NO_HEALTHY_REPLICA,
            BlockReason.LAG_OVER_BUDGET,
            BlockReason.QUORUM_NOT_REACHED);
  }

  private static List<RejectedCandidate> withoutPrimary(List<RejectedCandidate> rejected) {
    return rejected.stream().filter(r -> !r.member().equals(ONE)).toList();
  }

  @Test
  void askingChangesNothing() {
    Scenario scenario = Scenario.healthy(SETTINGS);

    scenario.diagnosis();
    scenario.diagnosis();
    scenario.wait(Duration.ofMillis(500));

    assertThat(scenario.decidedKinds()).isEmpty();
    assertThat(scenario.diagnosis().epoch()).isEqualTo(scenario.epoch());
  }

  @Test
  void everyWayToDieHasItsTime() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();

    Prospect crash = scenario.prospect(Death.CRASH);
    Prospect hang = scenario.prospect(Death.HANG);
    Prospect lost = scenario.prospect(Death.HOST_LOSS);

    assertThat(List.of(crash.candidate(), hang.candidate(), lost.candidate())).containsOnly(TWO);
    assertThat(crash.expected().totalMillis()).isLessThan(1000);
    assertThat(crash.expected().measuredFailovers()).isZero();
    assertThat(hang.expected().detectionMillis()).isEqualTo(TIMEOUT.toMillis());
    assertThat(lost.expected().detectionMillis())
        .as("a node is silent after three heartbeats")
        .isEqualTo(3000);
  }

  @Test
  void aLongFailoverTimeoutLeavesTheLeaseToBeWaitedFor() {
    Scenario scenario =
        Scenario.healthy(
            new HighAvailability(true, Duration.ofSeconds(40), BUDGET_BYTES, Duration.ZERO));
    scenario.renewLease();

    Prospect lost = scenario.prospect(Death.HOST_LOSS);

    assertThat(lost.expected().detectionMillis()).isEqualTo(40_000);
    assertThat(lost.expected().takeoverMillis()).as("a tenth of the lifetime").isEqualTo(4_100);
  }

  @Test
  void afterAFailoverItsFiguresAreExpectedAndTheCooldownIsSaid() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.crash(ONE, 1000);
    scenario.replicasJoin(1000);
    scenario.wait(Duration.ofMillis(120));
    scenario.promoted(TWO);
    scenario.following(THREE, TWO);
    scenario.wait(Duration.ofMillis(30));
    scenario.published();
    scenario.replicasReport(true, 2000);
    scenario.everyVantageSees(Outcome.OK, 0);

    Prospect crash = scenario.prospect(Death.CRASH);
    Prospect hang = scenario.prospect(Death.HANG);

    assertThat(crash.blocker()).isNull();
    assertThat(crash.candidate()).isEqualTo(THREE);
    assertThat(crash.expected().measuredFailovers()).isEqualTo(1);
    assertThat(crash.expected().takeoverMillis()).isEqualTo(120);
    assertThat(crash.expected().namingMillis()).isEqualTo(30);
    assertThat(hang.blocker().reason()).isEqualTo(BlockReason.COOLDOWN);
    assertThat(hang.blocker().explanation()).contains("2030-01-01T00:10:00");
    assertThat(hang.candidate()).as("who would be forced").isEqualTo(THREE);
    assertThat(hang.expected()).isNull();
  }
}
