package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.Scenario.ONE;
import static dev.understudy.orchestrator.domain.Scenario.THREE;
import static dev.understudy.orchestrator.domain.Scenario.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is foretold of the primary's death is what comes of it. */
class ForecastTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final long BUDGET_BYTES = 1000;
  private static final HighAvailability SETTINGS =
      new HighAvailability(true, TIMEOUT, BUDGET_BYTES, Duration.ofMinutes(10));
  private static final int SEEDS = 2000;

  private enum Shape {
    FIT,
    UNRESPONSIVE,
    ENDED,
    LOADING,
    NEVER_SYNCED,
    NEVER_PROMOTED
  }

  private record Replica(MemberId member, Shape shape, long offset) {

    boolean lives() {
      return shape != Shape.UNRESPONSIVE && shape != Shape.ENDED;
    }

    void report(Scenario scenario) {
      if (shape == Shape.UNRESPONSIVE) {
        scenario.report(member, false, offset);
      } else if (lives()) {
        scenario.reportReplica(member, offset, shape == Shape.LOADING, shape != Shape.NEVER_SYNCED);
      }
    }

    void join(Scenario scenario) {
      if (lives()) {
        scenario.join(member, offset, shape == Shape.LOADING, shape != Shape.NEVER_SYNCED);
      }
    }
  }

  /** One instance with its replicas in any shape, and its primary that dies. */
  private static final class Play {

    private final Scenario scenario;
    private final Death death;
    private final long offset;
    private final List<Replica> replicas = new ArrayList<>();
    private final String[] vantages;
    private Duration silent = Duration.ofMillis(1);

    Play(Random random) {
      boolean auto = random.nextInt(10) > 0;
      HighAvailability settings =
          new HighAvailability(auto, TIMEOUT, BUDGET_BYTES, Duration.ofMinutes(10));
      scenario = Scenario.healthy(settings);
      death = random.nextBoolean() ? Death.CRASH : Death.HANG;
      offset = 5000 + random.nextInt(3000);
      vantages = random.nextInt(5) == 0 ? new String[] {"a"} : new String[] {"a", "b"};
      for (MemberId member : List.of(TWO, THREE)) {
        Shape shape =
            random.nextBoolean()
                ? Shape.FIT
                : Shape.values()[random.nextInt(Shape.values().length)];
        long behind = new long[] {0, 10, 10, 500, 3000}[random.nextInt(5)];
        replicas.add(new Replica(member, shape, offset - behind));
      }
      scenario.specified(specWithPriorities(settings).withRevision(2));
      // Vantage c falls silent, perhaps b, too.
      scenario.wait(Duration.ofSeconds(4));
      replicas.stream()
          .filter(replica -> replica.shape() == Shape.ENDED)
          .forEach(replica -> scenario.exit(replica.member(), replica.offset()));
      scenario.heartbeat(Scenario.MEMBERS);
      scenario.report(ONE, true, offset);
      replicas.forEach(replica -> replica.report(scenario));
      scenario.observe(Outcome.OK, 0, vantages);
    }

    private InstanceSpec specWithPriorities(HighAvailability settings) {
      InstanceSpec spec = Scenario.spec(settings);
      List<MemberSpec> members =
          spec.members().stream()
              .map(
                  member ->
                      replicas.stream()
                              .anyMatch(
                                  replica ->
                                      replica.shape() == Shape.NEVER_PROMOTED
                                          && replica.member().equals(member.member()))
                          ? new MemberSpec(member.member(), member.node(), 0)
                          : member)
              .toList();
      return new InstanceSpec(
          spec.instance(),
          spec.revision(),
          spec.port(),
          spec.profile(),
          members,
          settings,
          spec.alerts(),
          spec.secrets());
    }

    Prospect foretold() {
      return prospect(scenario, death);
    }

    /** What it comes to in the end, by the events that nodes and probers send. */
    void happen() {
      if (death == Death.CRASH) {
        scenario.exit(ONE, offset);
      }
      silence();
      for (int i = 0; i < 8 && !opened(); i++) {
        goOn();
      }
      if (opened()) {
        if (death == Death.HANG) {
          scenario.fenced(ONE, FenceMethod.KILLED);
        }
        replicas.forEach(replica -> replica.join(scenario));
        for (int i = 0; i < 4; i++) {
          goOn();
        }
      }
    }

    private void goOn() {
      scenario.wait(STEP);
      silent = silent.plus(STEP);
      scenario.heartbeat(Scenario.MEMBERS);
      if (!opened()) {
        replicas.forEach(replica -> replica.report(scenario));
        if (death == Death.HANG) {
          scenario.report(ONE, false, offset);
        }
      }
      silence();
    }

    private void silence() {
      scenario.observe(
          death == Death.CRASH ? Outcome.REFUSED : Outcome.TIMEOUT, silent.toMillis(), vantages);
    }

    private boolean opened() {
      return scenario.decidedKinds().contains("EpochOpened");
    }

    Optional<PrimaryElected> elected() {
      return scenario.decidedKinds().contains("PrimaryElected")
          ? Optional.of(scenario.last(PrimaryElected.class))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return death + " of a primary at " + offset + ", " + replicas + ", " + List.of(vantages);
    }
  }

  private static Prospect prospect(Scenario scenario, Death death) {
    return scenario.diagnosis().prospects().stream()
        .filter(prospect -> prospect.death() == death)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoIsForetoldIsElectedAndWhatIsForetoldToBlockBlocks() {
    Set<Object> outcomes = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Play play = new Play(new Random(seed));
      Prospect foretold = play.foretold();

      play.happen();

      String what = "seed " + seed + ": " + play + ", foretold " + foretold;
      Optional<PrimaryElected> elected = play.elected();
      if (elected.isPresent()) {
        outcomes.add(elected.get().member());
        assertThat(foretold.blocker()).as(what).isNull();
        assertThat(foretold.candidate()).as(what).isEqualTo(elected.get().member());
        assertThat(foretold.lossBytes()).as(what).isEqualTo(elected.get().estimatedLossBytes());
        assertThat(foretold.rejected())
            .as(what)
            .containsExactlyInAnyOrderElementsOf(withoutPrimary(elected.get().rejected()));
      } else {
        FailoverBlocked blocked = play.scenario.last(FailoverBlocked.class);
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
    scenario.wait(STEP);

    assertThat(scenario.decidedKinds()).isEmpty();
    assertThat(scenario.diagnosis().epoch()).isEqualTo(scenario.epoch());
  }

  @Test
  void everyWayToDieHasItsTime() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.renewLease();

    Prospect crash = prospect(scenario, Death.CRASH);
    Prospect hang = prospect(scenario, Death.HANG);
    Prospect lost = prospect(scenario, Death.HOST_LOSS);

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

    Prospect lost = prospect(scenario, Death.HOST_LOSS);

    assertThat(lost.expected().detectionMillis()).isEqualTo(40_000);
    assertThat(lost.expected().takeoverMillis()).as("a tenth of the lifetime").isEqualTo(4_100);
  }

  @Test
  void afterAFailoverItsFiguresAreExpectedAndTheCooldownIsSaid() {
    Scenario scenario = Scenario.healthy(SETTINGS);
    scenario.exit(ONE, 1000);
    scenario.observe(Outcome.REFUSED, 1, "a", "b", "c");
    scenario.join(TWO, 1000);
    scenario.join(THREE, 1000);
    scenario.wait(Duration.ofMillis(120));
    scenario.promoted(TWO);
    scenario.following(THREE, TWO);
    scenario.wait(Duration.ofMillis(30));
    scenario.published();
    scenario.report(TWO, true, 2000);
    scenario.report(THREE, true, 2000);
    scenario.observe(Outcome.OK, 0, "a", "b", "c");

    Prospect crash = prospect(scenario, Death.CRASH);
    Prospect hang = prospect(scenario, Death.HANG);

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
