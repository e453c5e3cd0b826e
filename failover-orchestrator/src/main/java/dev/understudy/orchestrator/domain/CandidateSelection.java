package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.orchestrator.domain.MemberFacts.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ranks the members of an open epoch: eligibility, then offset, then priority, zone and id.
 * Everyone who is not the winner has a reason. The old primary is the last resort: it is elected if
 * nobody else can be.
 */
final class CandidateSelection {

  private final Situation situation;
  private final EpochOpened opened;
  private final List<Candidate> eligible = new ArrayList<>();
  private final List<RejectedCandidate> rejected = new ArrayList<>();

  private CandidateSelection(Situation situation) {
    this.situation = situation;
    this.opened = situation.opened();
  }

  /**
   * The outcome.
   *
   * @param winner empty if nobody may be elected
   * @param lossBytes what the old primary had and the winner lacks; empty if unknown
   */
  record Ranking(
      Optional<Candidate> winner, Optional<Long> lossBytes, List<RejectedCandidate> rejected) {}

  /** The best of those who have joined. */
  static Ranking best(Situation situation) {
    CandidateSelection selection = new CandidateSelection(situation);
    selection.sift();
    return selection.ranking();
  }

  /** The old primary goes on, for a switchover that can't be done; empty if it can't either. */
  static Optional<Ranking> resume(Situation situation) {
    CandidateSelection selection = new CandidateSelection(situation);
    Optional<MemberSpec> deposed = selection.deposed();
    deposed.ifPresent(spec -> selection.eligible.add(selection.candidate(spec)));
    return deposed.map(spec -> selection.ranking());
  }

  /**
   * Whether a dataset goes on where the history of the elections took another way, see {@link
   * #isDiverged(Standing)}.
   */
  static boolean isDiverged(Situation situation, Standing standing) {
    return new CandidateSelection(situation).isDiverged(standing);
  }

  private void sift() {
    for (MemberSpec spec : situation.facts().epochMembers()) {
      if (spec.member().equals(opened.deposed())) {
        continue;
      }
      objection(spec).ifPresentOrElse(rejected::add, () -> eligible.add(candidate(spec)));
    }
    if (eligible.isEmpty()) {
      lastResort();
    }
    if (opened.deposed() != null && eligible.stream().noneMatch(this::isDeposed)) {
      rejected.add(
          new RejectedCandidate(opened.deposed(), Rejection.DEPOSED, "it is being replaced"));
    }
  }

  /**
   * The old primary, and who was elected before and confirmed too late: better than nobody, if they
   * have joined and nothing else speaks against them.
   */
  private void lastResort() {
    for (MemberSpec spec : situation.facts().epochMembers()) {
      boolean fit = unfitness(spec).filter(r -> !isAccepted(r.reason())).isEmpty();
      if (fit && (isForced() || isLastResort(opened, spec.member()))) {
        eligible.add(candidate(spec));
        rejected.removeIf(each -> each.member().equals(spec.member()));
      }
    }
  }

  /** Who forces a change takes a dataset of doubtful origin for better than none. */
  private boolean isAccepted(Rejection reason) {
    return isForced() && (reason == Rejection.NEVER_SYNCED || reason == Rejection.DIVERGED);
  }

  private boolean isForced() {
    return opened.cause() == Cause.FORCED;
  }

  /** Whether the member may be elected only if nobody else can be. */
  static boolean isLastResort(EpochOpened opened, MemberId member) {
    return member.equals(opened.deposed()) || opened.excluded().contains(member);
  }

  /** Whether nothing speaks against a member but what happened to it in earlier epochs. */
  static boolean isFit(Situation situation, MemberId member) {
    return situation
        .spec()
        .member(member)
        .filter(spec -> new CandidateSelection(situation).unfitness(spec).isEmpty())
        .isPresent();
  }

  private boolean isDeposed(Candidate candidate) {
    return candidate.member().equals(opened.deposed());
  }

  /**
   * The old primary, if it has joined and nothing speaks against it. Where nobody else may have
   * what was acknowledged, that it confirmed too late doesn't.
   */
  private Optional<MemberSpec> deposed() {
    boolean again = SynchronousRule.applies(situation);
    return Optional.ofNullable(opened.deposed())
        .flatMap(situation.spec()::member)
        .filter(spec -> (again ? unfitness(spec) : objection(spec)).isEmpty());
  }

  private Optional<RejectedCandidate> objection(MemberSpec spec) {
    return opened.excluded().contains(spec.member())
        ? reject(spec, Rejection.EXCLUDED, "it was elected and didn't confirm")
        : unfitness(spec);
  }

  /** What speaks against a member, whatever happened to it in earlier epochs. */
  private Optional<RejectedCandidate> unfitness(MemberSpec spec) {
    Optional<Standing> standing = situation.member(spec.member()).standing(opened.epoch());
    if (!spec.promotable()) {
      return reject(spec, Rejection.MUST_NOT_PROMOTE, "its priority is 0");
    }
    if (standing.isEmpty() || situation.member(spec.member()).exit().isPresent()) {
      return reject(spec, Rejection.UNREACHABLE, "it didn't join the epoch");
    }
    if (standing.get().loading()) {
      return reject(spec, Rejection.LOADING, "it is loading its dataset");
    }
    if (!mayBeEmpty() && !standing.get().everSynced()) {
      return reject(spec, Rejection.NEVER_SYNCED, "it has no copy of the dataset");
    }
    return isDiverged(standing.get())
        ? reject(spec, Rejection.DIVERGED, "its history is not the old primary's")
        : Optional.empty();
  }

  /** There is nothing to lose yet, or nobody has kept it: all have joined, and none has a copy. */
  private boolean mayBeEmpty() {
    return opened.cause() == Cause.INSTANCE_CREATED
        || !situation.facts().hadPrimary()
        || situation.facts().epochMembers().stream()
            .map(spec -> situation.member(spec.member()).standing(opened.epoch()))
            .allMatch(s -> s.filter(is -> !is.loading() && !is.everSynced()).isPresent());
  }

  /**
   * Whether a dataset goes on where the history of the elections took another way: a former primary
   * that had more than its successor was elected with, and never followed it. How far it came is
   * then no measure of anything.
   */
  private boolean isDiverged(Standing standing) {
    if (opened.deposed() == null) {
      return false;
    }
    if (standing.dataEpoch() == null) {
      return sharedHistory().filter(id -> !id.equals(standing.replicationId())).isPresent();
    }
    boolean beyond =
        situation
            .facts()
            .sharedUpTo(standing.dataEpoch())
            .filter(end -> standing.offset().compareTo(end) > 0)
            .isPresent();
    return beyond
        && situation
            .member(opened.deposed())
            .replicationIdAsPrimary()
            .filter(standing.replicationId()::equals)
            .isEmpty();
  }

  /** The old primary's replication id, if a replica shares it: offsets compare only within one. */
  private Optional<String> sharedHistory() {
    if (opened.deposed() == null) {
      return Optional.empty();
    }
    return situation
        .member(opened.deposed())
        .lastReplicationId()
        .filter(
            id ->
                situation.facts().epochMembers().stream()
                    .map(MemberSpec::member)
                    .filter(member -> !member.equals(opened.deposed()))
                    .flatMap(m -> situation.member(m).standing(opened.epoch()).stream())
                    .anyMatch(standing -> standing.replicationId().equals(id)));
  }

  private Ranking ranking() {
    MemberId target = opened.target();
    eligible.sort(Candidate.BEST_FIRST);
    Optional<Candidate> winner =
        eligible.stream()
            .filter(candidate -> candidate.member().equals(target))
            .findFirst()
            .or(() -> eligible.stream().findFirst());
    winner.ifPresent(
        best ->
            eligible.stream()
                .filter(other -> !other.equals(best))
                .forEach(other -> rejected.add(beaten(other, best))));
    return new Ranking(winner, winner.flatMap(this::lossBytes), List.copyOf(rejected));
  }

  private Optional<Long> lossBytes(Candidate winner) {
    return situation
        .deposedOffset()
        .flatMap(end -> sharedUpTo(winner).map(shared -> shared.bytesBehind(end)));
  }

  /**
   * How far a dataset is the old primary's. Empty: nobody knows, because it isn't, or because it
   * has nothing, and nobody who could tell how much there was has followed.
   */
  private Optional<Offset> sharedUpTo(Candidate winner) {
    Standing standing = situation.member(winner.member()).standing(opened.epoch()).orElseThrow();
    if (!standing.everSynced() && situation.facts().hadPrimary()) {
      return Optional.empty();
    }
    return isDiverged(standing)
        ? Optional.ofNullable(standing.dataEpoch()).flatMap(situation.facts()::sharedUpTo)
        : Optional.of(winner.offset());
  }

  private RejectedCandidate beaten(Candidate other, Candidate best) {
    if (best.member().equals(opened.target())) {
      return new RejectedCandidate(
          other.member(), Rejection.NOT_THE_TARGET, best.member() + " was asked for");
    }
    long bytes = other.offset().bytesBehind(best.offset());
    return bytes > 0
        ? new RejectedCandidate(
            other.member(), Rejection.LAGGING, bytes + " bytes behind " + best.member())
        : new RejectedCandidate(
            other.member(), Rejection.LOWER_PRIORITY, best.member() + " is preferred");
  }

  private Candidate candidate(MemberSpec spec) {
    Standing standing = situation.member(spec.member()).standing(opened.epoch()).orElseThrow();
    String zone = situation.facts().nodes().node(spec.node()).map(NodeAnnounced::zone).orElse("");
    return new Candidate(spec.member(), standing.offset(), spec.priority(), zone);
  }

  private static Optional<RejectedCandidate> reject(
      MemberSpec spec, Rejection reason, String detail) {
    return Optional.of(new RejectedCandidate(spec.member(), reason, detail));
  }
}
