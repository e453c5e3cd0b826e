package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence.Lag;
import dev.understudy.orchestrator.domain.diagnosis.Trouble;
import java.util.Optional;
import java.util.function.Function;

/** Puts together all that can be said of a member at one moment. */
final class MemberExamination {

  private final Situation situation;
  private final MemberSpec spec;
  private final MemberId member;
  private final MemberFacts facts;
  private final boolean primary;
  private final Lag lag;
  private String detail = "";

  private MemberExamination(Situation situation, MemberSpec spec) {
    this.situation = situation;
    this.spec = spec;
    this.member = spec.member();
    this.facts = situation.member(member);
    this.primary = situation.facts().elected().filter(member::equals).isPresent();
    Long bytes = least(MemberObservation::lagBytes);
    Long millis = least(MemberObservation::lagMillis);
    this.lag = primary || bytes == null && millis == null ? null : new Lag(bytes, millis);
  }

  static MemberEvidence of(
      Situation situation, MemberSpec spec, Optional<RejectedCandidate> rejected) {
    return new MemberExamination(situation, spec).evidence(rejected);
  }

  private MemberEvidence evidence(Optional<RejectedCandidate> rejected) {
    Trouble trouble = trouble();
    return new MemberEvidence(
        member,
        spec.node(),
        primary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        situation.facts().isNodeAlive(member, situation),
        facts.report().orElse(null),
        facts.report().isEmpty()
            ? null
            : (Long) situation.now().since(facts.reportedAt()).toMillis(),
        lag,
        trouble,
        detail,
        rejected.orElse(null));
  }

  private Trouble trouble() {
    if (!situation.ledger().members().contains(member)) {
      return found(Trouble.NOT_JOINED, "it isn't part of epoch " + situation.epoch() + " yet");
    }
    if (!situation.facts().isNodeAlive(member, situation)) {
      return found(Trouble.NODE_SILENT, "node " + spec.node() + " has sent no heartbeat lately");
    }
    if (facts.exit().isPresent()) {
      return found(
          Trouble.PROCESS_ENDED,
          "its process ended with exit code " + facts.exit().get().exitCode());
    }
    if (facts.report().isEmpty()) {
      return found(Trouble.NEVER_REPORTED, "node " + spec.node() + " has not reported it yet");
    }
    if (!facts.isResponsive(situation)) {
      return found(Trouble.UNRESPONSIVE, "it does not answer node " + spec.node());
    }
    MemberReported report = facts.report().get();
    if (report.loading()) {
      return found(Trouble.LOADING, "it is loading its dataset");
    }
    return primary ? troubleOfPrimary() : troubleOfReplica(report);
  }

  private Trouble troubleOfPrimary() {
    return facts.replicaSince().isPresent()
        ? found(Trouble.PARKED, "it is up, and takes no writes")
        : Trouble.NONE;
  }

  private Trouble troubleOfReplica(MemberReported report) {
    if (report.link() == LinkState.SYNCING) {
      return found(Trouble.COPYING, "it is getting a full copy");
    }
    if (report.link() != LinkState.UP) {
      return found(
          Trouble.OUT_OF_SYNC,
          "its link has been silent for " + report.linkSilence().toMillis() + " ms");
    }
    if (!facts.isFollowingIn(situation.epoch())) {
      return found(
          Trouble.OUT_OF_SYNC,
          "it is in epoch " + report.epoch() + ", the instance in " + situation.epoch());
    }
    long limitMillis = situation.spec().alerts().lagWarning().toMillis();
    boolean late = lag != null && lag.millis() != null && lag.millis() >= limitMillis;
    return late
        ? found(
            Trouble.HIGH_LAG,
            "it is " + lag.millis() + " ms behind; the limit is " + limitMillis + " ms")
        : Trouble.NONE;
  }

  private Trouble found(Trouble trouble, String words) {
    detail = words;
    return trouble;
  }

  /** One slow vantage is no lag. */
  private Long least(Function<MemberObservation, Long> figure) {
    return situation.facts().sightings(member, situation).values().stream()
        .filter(sighting -> situation.isFresh(sighting.arrived()))
        .flatMap(sighting -> Optional.ofNullable(figure.apply(sighting.observation())).stream())
        .min(Long::compare)
        .orElse(null);
  }
}
