package dev.understudy.orchestrator.domain;

import static dev.understudy.orchestrator.domain.DemoInstance.MEMBERS;
import static dev.understudy.orchestrator.domain.DemoInstance.ONE;
import static dev.understudy.orchestrator.domain.DemoInstance.THREE;
import static dev.understudy.orchestrator.domain.DemoInstance.TWO;

import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One instance with its replicas in any shape, and its primary that dies. */
final class RandomDeath {

  private static final Duration STEP = Duration.ofMillis(500);

  private enum Shape {
    FIT,
    UNRESPONSIVE,
    ENDED,
    LOADING,
    NEVER_SYNCED,
    NEVER_PROMOTED
  }

  private record Replica(MemberId member, Shape shape, long offset) {

    static Replica anyOf(Random random, MemberId member, long primaryOffset) {
      Shape shape =
          random.nextBoolean() ? Shape.FIT : Shape.values()[random.nextInt(Shape.values().length)];
      long behind = new long[] {0, 10, 10, 500, 3000}[random.nextInt(5)];
      return new Replica(member, shape, primaryOffset - behind);
    }

    boolean lives() {
      return shape != Shape.UNRESPONSIVE && shape != Shape.ENDED;
    }

    void report(Scenario scenario) {
      if (shape == Shape.UNRESPONSIVE) {
        scenario.report(member, false, offset);
      } else if (lives()) {
        scenario.reportReplica(member, dataset());
      }
    }

    void join(Scenario scenario) {
      if (lives()) {
        scenario.join(member, dataset());
      }
    }

    private Dataset dataset() {
      Dataset fit = Dataset.upTo(offset);
      return switch (shape) {
        case LOADING -> fit.stillLoading();
        case NEVER_SYNCED -> fit.neverSynced();
        default -> fit;
      };
    }
  }

  private final Scenario scenario;
  private final Death death;
  private final long offset;
  private final List<Replica> replicas = new ArrayList<>();
  private final String[] vantages;
  private Duration silent = Duration.ofMillis(1);

  RandomDeath(Random random, HighAvailability usual) {
    boolean auto = random.nextInt(10) > 0;
    HighAvailability settings =
        new HighAvailability(auto, usual.failoverTimeout(), usual.maxLossBytes(), usual.cooldown());
    scenario = Scenario.healthy(settings);
    death = random.nextBoolean() ? Death.CRASH : Death.HANG;
    offset = 5000 + random.nextInt(3000);
    vantages = random.nextInt(5) == 0 ? new String[] {"a"} : new String[] {"a", "b"};
    for (MemberId member : List.of(TWO, THREE)) {
      replicas.add(Replica.anyOf(random, member, offset));
    }
    scenario.specified(DemoInstance.specThatNeverPromotes(settings, shaped(Shape.NEVER_PROMOTED)));
    // Vantage c falls silent, perhaps b, too.
    scenario.wait(Duration.ofSeconds(4));
    replicas.stream()
        .filter(replica -> replica.shape() == Shape.ENDED)
        .forEach(replica -> scenario.exit(replica.member(), replica.offset()));
    scenario.heartbeat(MEMBERS);
    scenario.report(ONE, true, offset);
    replicas.forEach(replica -> replica.report(scenario));
    scenario.observe(Outcome.OK, 0, vantages);
  }

  private List<MemberId> shaped(Shape shape) {
    return replicas.stream()
        .filter(replica -> replica.shape() == shape)
        .map(Replica::member)
        .toList();
  }

  Prospect foretold() {
    return scenario.prospect(death);
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
    scenario.heartbeat(MEMBERS);
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

  FailoverBlocked blocked() {
    return scenario.last(FailoverBlocked.class);
  }

  @Override
  public String toString() {
    return death + " of a primary at " + offset + ", " + replicas + ", " + List.of(vantages);
  }
}
