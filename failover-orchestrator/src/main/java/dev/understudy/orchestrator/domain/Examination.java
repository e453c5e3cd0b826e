package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.orchestrator.domain.Facts.Sighting;
import dev.understudy.orchestrator.domain.diagnosis.Blocker;
import dev.understudy.orchestrator.domain.diagnosis.Death;
import dev.understudy.orchestrator.domain.diagnosis.Diagnosis;
import dev.understudy.orchestrator.domain.diagnosis.Finding;
import dev.understudy.orchestrator.domain.diagnosis.InstanceDiagnosis;
import dev.understudy.orchestrator.domain.diagnosis.MemberEvidence;
import dev.understudy.orchestrator.domain.diagnosis.Prospect;
import dev.understudy.orchestrator.domain.diagnosis.VantageEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together all that can be said of an instance at one moment. Changes nothing. */
final class Examination {

  private final Situation situation;
  private final InstanceState state;
  private final List<Decision> decisions;

  /** The confirmed primary that can be diagnosed; empty while a change is under way. */
  private final Optional<MemberId> primary;

  private Examination(Situation situation, InstanceState state, List<Decision> decisions) {
    this.situation = situation;
    this.state = state;
    this.decisions = decisions;
    boolean confirmed = state instanceof Watching || state instanceof Settling;
    this.primary =
        situation
            .facts()
            .elected()
            .filter(member -> confirmed && situation.spec().member(member).isPresent());
  }

  /**
   * How the instance is.
   *
   * @param decisions those that count, oldest first, leases left out
   */
  static InstanceDiagnosis of(Situation situation, InstanceState state, List<Decision> decisions) {
    return new Examination(situation, state, decisions).diagnosis();
  }

  private InstanceDiagnosis diagnosis() {
    Finding finding =
        primary.isPresent()
            ? Diagnostician.diagnose(situation, suspectSince())
            : new Finding(Diagnosis.NO_PRIMARY, List.of());
    List<Prospect> prospects = primary.isPresent() ? Forecast.of(situation, decisions) : List.of();
    return new InstanceDiagnosis(
        situation.instance(),
        situation.epoch(),
        state.condition(situation),
        state.reason(situation),
        finding,
        blocker(),
        primary.orElse(null),
        Diagnostician.quorum(situation),
        vantages(),
        members(rejected(prospects)),
        prospects);
  }

  private Moment suspectSince() {
    return state instanceof Settling settling
        ? settling.watch().suspectSince()
        : ((Watching) state).suspectSince();
  }

  private Blocker blocker() {
    return state
        .blockReason()
        .map(reason -> new Blocker(reason, state.reason(situation)))
        .orElse(null);
  }

  /** All that were heard lately, of whatever instance: all of them count in the quorum. */
  private List<VantageEvidence> vantages() {
    Map<Vantage, Sighting> sightings =
        primary.map(member -> situation.facts().sightings(member, situation)).orElse(Map.of());
    return situation
        .facts()
        .vantages()
        .heard(situation.now(), situation.timing().vantageMemory())
        .stream()
        .map(vantage -> evidence(vantage, Optional.ofNullable(sightings.get(vantage))))
        .toList();
  }

  private VantageEvidence evidence(Vantage vantage, Optional<Sighting> sighting) {
    return new VantageEvidence(
        vantage,
        sighting.map(Sighting::observation).orElse(null),
        sighting.map(s -> situation.now().since(s.arrived()).toMillis()).orElse(null),
        sighting.filter(s -> situation.isFresh(s.arrived())).isPresent());
  }

  private List<MemberEvidence> members(List<RejectedCandidate> rejected) {
    return situation.spec().members().stream().map(spec -> member(spec, rejected)).toList();
  }

  private MemberEvidence member(MemberSpec spec, List<RejectedCandidate> rejected) {
    return MemberExamination.of(
        situation,
        spec,
        rejected.stream().filter(r -> r.member().equals(spec.member())).findFirst());
  }

  /** Of who would not take over now: after a crash, or in the change that is under way. */
  private List<RejectedCandidate> rejected(List<Prospect> prospects) {
    if (state instanceof Joining) {
      return CandidateSelection.best(situation).rejected();
    }
    return prospects.stream()
        .filter(prospect -> prospect.death() == Death.CRASH)
        .flatMap(prospect -> prospect.rejected().stream())
        .toList();
  }
}
