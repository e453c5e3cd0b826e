package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.orchestrator.domain.diagnosis.Blocker;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.ExpectedTime;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What would come of the primary's death: who, at what loss, after how long, or why nobody. */
final class Forecast {

  /** More of the past says less of the present. */
  private static final int MOST_MEASURED = 5;

  /** One extra round of probes, and the way of two records through the log. */
  private static final Duration USUAL_CRASH_DETECTION = Duration.ofMillis(50);

  /** Joins, the election and the promotion: a few records and commands. */
  private static final Duration USUAL_TAKEOVER = Duration.ofMillis(100);

  /** An update of a name server, and the look whether it has it. */
  private static final Duration USUAL_NAMING = Duration.ofMillis(100);

  private final Situation situation;
  private final List<Decision> decisions;

  private Forecast(Situation situation, List<Decision> decisions) {
    this.situation = situation;
    this.decisions = decisions;
  }

  /** For every way to die. Only while there is a confirmed primary. */
  static List<Prospect> of(Situation situation, List<Decision> decisions) {
    Forecast forecast = new Forecast(situation, decisions);
    return Arrays.stream(Death.values()).map(forecast::of).toList();
  }

  private Prospect of(Death death) {
    Rehearsal.Result result = Rehearsal.of(situation, decisions, death);
    if (result.elected().isPresent()) {
      PrimaryElected elected = result.elected().get();
      return new Prospect(
          death,
          elected.member(),
          elected.estimatedLossBytes(),
          null,
          expected(death),
          others(elected.rejected()));
    }
    MemberId candidate = result.ranking().winner().map(Candidate::member).orElse(null);
    return new Prospect(
        death,
        candidate,
        result.ranking().lossBytes().orElse(null),
        blocker(result.blocked()),
        null,
        others(result.ranking().rejected()));
  }

  /** That the dead one is not elected needs no reason. */
  private List<RejectedCandidate> others(List<RejectedCandidate> rejected) {
    return rejected.stream().filter(r -> !r.member().equals(situation.primary())).toList();
  }

  private static Blocker blocker(Optional<TopologySnapshot> blocked) {
    return blocked
        .filter(snapshot -> snapshot.blockReason() != null)
        .map(snapshot -> new Blocker(snapshot.blockReason(), snapshot.reason()))
        .orElseGet(
            () ->
                new Blocker(
                    BlockReason.QUORUM_NOT_REACHED,
                    "the quorum of vantages was not reached: too few look at this instance now to"
                        + " find that its primary is dead"));
  }

  private ExpectedTime expected(Death death) {
    List<Timeline> measured = measured(death);
    Duration detection =
        death == Death.CRASH
            ? median(measured, Timeline::suspectedAt, Timeline::openedAt, USUAL_CRASH_DETECTION)
            : Rehearsal.detection(situation, death);
    Duration takeover =
        median(
            measured,
            Timeline::openedAt,
            Timeline::promotedAt,
            leaseLeftAfter(death, detection).plus(USUAL_TAKEOVER));
    Duration naming = median(measured, Timeline::promotedAt, Timeline::publishedAt, USUAL_NAMING);
    return new ExpectedTime(
        detection.toMillis(), takeover.toMillis(), naming.toMillis(), measured.size());
  }

  /** Where nobody can fence the old primary, its lease must have ended. */
  private Duration leaseLeftAfter(Death death, Duration detection) {
    if (death != Death.HOST_LOSS) {
      return Duration.ZERO;
    }
    Duration left = situation.facts().leaseLeft(situation).minus(detection);
    Duration failsafe = situation.timing().leastLeaseMargin();
    return left.compareTo(failsafe) > 0 ? left : failsafe;
  }

  /** The newest of those that the same kind of death has led to. */
  private List<Timeline> measured(Death death) {
    List<Timeline> all =
        decisions.stream()
            .filter(EpochClosed.class::isInstance)
            .map(EpochClosed.class::cast)
            .filter(closed -> closed.cause() == death.cause())
            .filter(closed -> closed.outcome() == EpochOutcome.COMPLETED)
            .map(EpochClosed::timeline)
            .toList();
    return all.subList(Math.max(0, all.size() - MOST_MEASURED), all.size());
  }

  private static Duration median(
      List<Timeline> measured,
      Function<Timeline, Instant> from,
      Function<Timeline, Instant> to,
      Duration otherwise) {
    List<Duration> sorted =
        measured.stream()
            .filter(t -> from.apply(t) != null && to.apply(t) != null)
            .map(t -> Duration.between(from.apply(t), to.apply(t)))
            .sorted()
            .toList();
    return sorted.isEmpty() ? otherwise : sorted.get(sorted.size() / 2);
  }
}
