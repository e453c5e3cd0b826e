package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.domain.Facts.Sighting;
import dev.understudy.orchestrator.domain.diagnosis.Diagnosis;
import dev.understudy.orchestrator.domain.diagnosis.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says what is wrong with the primary. Many observers beat many retries: silence counts only if a
 * quorum of vantages hears it for the failover timeout, and not while the primary's own node or its
 * replicas see it alive.
 */
final class Diagnostician {

  /** A link carries a ping every second, so twice that is silence. */
  static final Duration LEAST_LINK_SILENCE = Duration.ofSeconds(2);

  /** After so many failover timeouts every vantage has had the time to say what it thinks. */
  private static final int PATIENCE = 2;

  private final Situation situation;
  private final MemberId primary;
  private final Map<Vantage, Sighting> sightings;
  private final Duration timeout;
  private final List<Evidence> evidence = new ArrayList<>();

  private Diagnostician(Situation situation) {
    this.situation = situation;
    this.primary = situation.primary();
    this.sightings = situation.facts().sightings(primary, situation);
    this.timeout = situation.highAvailability().failoverTimeout();
  }

  /**
   * The primary of the current epoch, confirmed before, as all evidence shows it.
   *
   * @param suspectSince when it stopped being healthy; null while it is
   */
  static Finding diagnose(Situation situation, Moment suspectSince) {
    Diagnostician diagnostician = new Diagnostician(situation);
    Diagnosis diagnosis = diagnostician.diagnosis();
    boolean forLong =
        suspectSince != null
            && situation.isOver(diagnostician.timeout.multipliedBy(PATIENCE), suspectSince);
    boolean neverCertain =
        diagnosis == Diagnosis.SUSPECT && forLong && diagnostician.tooFewAreLeft();
    return new Finding(
        neverCertain ? Diagnosis.DISPUTED : diagnosis, List.copyOf(diagnostician.evidence));
  }

  /** Whether they could not be a quorum if they agreed, and nobody hears it. */
  private boolean tooFewAreLeft() {
    return freshVantages() < quorum() && !nodeHearsIt();
  }

  private Diagnosis diagnosis() {
    Optional<MemberExited> exit = situation.member(primary).crashIn(situation.epoch());
    if (exit.isPresent()) {
      return crashed(exit.get());
    }
    if (isRebornEmpty()) {
      return Diagnosis.PRIMARY_REBORN_EMPTY;
    }
    if (fencedForLong()) {
      return Diagnosis.PRIMARY_FENCED;
    }
    List<Vantage> silent = vantagesThat(o -> o.outcome().silent());
    if (silent.isEmpty()) {
      return signsOfLife();
    }
    silent.forEach(this::cite);
    List<Vantage> silentForLong = vantagesThat(this::isSilentForLong);
    if (silentForLong.size() >= quorum()) {
      return silentToQuorum();
    }
    boolean someoneHearsIt = silent.size() < freshVantages();
    boolean forVeryLong = !vantagesThat(this::isSilentForVeryLong).isEmpty();
    return forVeryLong && someoneHearsIt && !nodeHearsIt() ? Diagnosis.DISPUTED : Diagnosis.SUSPECT;
  }

  private Diagnosis crashed(MemberExited exit) {
    evidence.add(
        new Evidence("node " + exit.node(), "its process ended with exit code " + exit.exitCode()));
    List<Vantage> agreeing =
        vantagesThat(o -> o.outcome().silent() || isAnotherProcess(o, exit.runId()));
    agreeing.forEach(this::cite);
    if (agreeing.size() >= quorum()) {
      return Diagnosis.PRIMARY_CRASHED;
    }
    boolean longAgo = situation.isOver(timeout, situation.member(primary).exitedAt());
    return longAgo ? Diagnosis.DISPUTED : Diagnosis.SUSPECT;
  }

  private static boolean isAnotherProcess(MemberObservation observation, String runId) {
    return observation.runId() != null && !observation.runId().equals(runId);
  }

  /**
   * Whether another process than the one that was primary is up, parked, and has none of its data.
   * Where its node saw the former process end, that is a crash, which is known sooner.
   */
  private boolean isRebornEmpty() {
    MemberFacts facts = situation.member(primary);
    Optional<MemberReported> reborn =
        facts
            .recentReport(situation)
            .filter(r -> facts.isResponsive(situation) && r.role() == MemberRole.REPLICA)
            .filter(r -> !r.loading() && !r.everSynced())
            .filter(r -> facts.ledByAnotherThan(r.runId()));
    reborn.ifPresent(
        r ->
            evidence.add(
                new Evidence(
                    nodeName(), "its process is another, " + r.runId() + ", and has no data")));
    return reborn.isPresent();
  }

  private boolean fencedForLong() {
    MemberFacts facts = situation.member(primary);
    boolean fenced =
        facts.isResponsive(situation)
            && facts
                .replicaSince()
                .filter(since -> situation.isHeardOut(timeout, since))
                .isPresent()
            && !mayNotHaveHeardOfPromotion();
    if (fenced) {
      evidence.add(new Evidence(nodeName(), "it is parked and can't be the primary again"));
    }
    return fenced;
  }

  /**
   * Who the primary is was read a moment ago. Another orchestrator may have written it, and what
   * the member itself says of its promotion, in another topic, may still be unread.
   */
  private boolean mayNotHaveHeardOfPromotion() {
    Moment read = situation.facts().primaryReadAt();
    return !situation.isOver(timeout, read)
        || !situation.isOver(situation.timing().freshness(), read);
  }

  private Diagnosis signsOfLife() {
    return Stream.of(
            heard(Outcome.AUTH_FAILURE, Diagnosis.AUTH_MISCONFIGURED),
            heard(Outcome.DNS_FAILURE, Diagnosis.NAME_UNRESOLVED),
            heard(Outcome.BUSY, Diagnosis.OVERLOADED),
            heard(Outcome.LOADING, Diagnosis.LOADING))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Diagnosis.HEALTHY);
  }

  /** What an answer means that any vantage gets; all who get it are cited. */
  private Optional<Diagnosis> heard(Outcome answer, Diagnosis meaning) {
    List<Vantage> hearing = vantagesThat(o -> o.outcome() == answer);
    hearing.forEach(this::cite);
    return hearing.isEmpty() ? Optional.empty() : Optional.of(meaning);
  }

  private Diagnosis silentToQuorum() {
    boolean nodeAlive = situation.facts().isNodeAlive(primary, situation);
    if (nodeAlive && nodeHearsIt()) {
      evidence.add(new Evidence(nodeName(), "it answers its node"));
      return Diagnosis.PRIMARY_UNREACHABLE;
    }
    if (nodeAlive) {
      evidence.add(new Evidence(nodeName(), "it doesn't answer its node"));
      return Diagnosis.PRIMARY_HUNG;
    }
    evidence.add(new Evidence(nodeName(), "the node itself is silent"));
    return replicasHaveLostIt() ? Diagnosis.PRIMARY_DEAD : Diagnosis.PRIMARY_UNREACHABLE;
  }

  private boolean nodeHearsIt() {
    return situation.member(primary).isResponsive(situation);
  }

  private boolean replicasHaveLostIt() {
    Duration silence = timeout.compareTo(LEAST_LINK_SILENCE) > 0 ? timeout : LEAST_LINK_SILENCE;
    for (MemberSpec member : situation.facts().epochMembers()) {
      if (member.member().equals(primary)) {
        continue;
      }
      Optional<MemberReported> report = situation.member(member.member()).recentReport(situation);
      boolean linked =
          report
              .filter(r -> r.role() == MemberRole.REPLICA && r.link() == LinkState.UP)
              .filter(r -> r.linkSilence().compareTo(silence) < 0)
              .isPresent();
      if (linked) {
        evidence.add(new Evidence("replica " + member.member(), "its link to the primary is up"));
        return false;
      }
      report.ifPresent(
          r ->
              evidence.add(
                  new Evidence(
                      "replica " + member.member(), "it has lost its link to the primary")));
    }
    return true;
  }

  private boolean isSilentForLong(MemberObservation observation) {
    return observation.outcome().silent() && observation.silentMillis() >= timeout.toMillis();
  }

  /** Long enough for every vantage to have said what it thinks. */
  private boolean isSilentForVeryLong(MemberObservation observation) {
    return observation.outcome().silent()
        && observation.silentMillis() >= timeout.multipliedBy(PATIENCE).toMillis();
  }

  private List<Vantage> vantagesThat(Predicate<MemberObservation> see) {
    List<Vantage> found = new ArrayList<>();
    sightings.forEach(
        (vantage, sighting) -> {
          if (situation.isFresh(sighting.arrived()) && see.test(sighting.observation())) {
            found.add(vantage);
          }
        });
    return found;
  }

  private int freshVantages() {
    return vantagesThat(o -> true).size();
  }

  private int quorum() {
    return quorum(situation);
  }

  /** A majority of all vantages that were heard lately, whether or not they are heard now. */
  static int quorum(Situation situation) {
    int vantages =
        situation.facts().vantages().count(situation.now(), situation.timing().vantageMemory());
    return vantages / 2 + 1;
  }

  private void cite(Vantage vantage) {
    MemberObservation seen = sightings.get(vantage).observation();
    String statement =
        seen.outcome().silent()
            ? seen.outcome() + " for " + seen.silentMillis() + " ms"
            : seen.detail() == null || seen.detail().isEmpty()
                ? seen.outcome().toString()
                : seen.outcome() + ": " + seen.detail();
    evidence.add(new Evidence("vantage " + vantage, statement));
  }

  private String nodeName() {
    return situation.facts().nodeOf(primary).map(node -> "node " + node).orElse("its node");
  }
}
