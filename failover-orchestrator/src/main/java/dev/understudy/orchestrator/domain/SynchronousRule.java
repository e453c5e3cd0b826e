package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.orchestrator.domain.CandidateSelection.Ranking;
import dev.understudy.orchestrator.domain.MemberFacts.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether an election in a synchronous instance keeps every write that k replicas have
 * acknowledged. Such a write is on the old primary and on k of the N replicas; if all but k − 1 of
 * them have joined, one of them has it, and so has whoever has the highest offset of all who have
 * joined. An old primary that has joined with all that it had is proof enough alone.
 *
 * <p>Whoever joins counts only if it still has all that it acknowledged: its process hasn't been
 * started from a snapshot since, and its history is the one that the elections have made.
 */
final class SynchronousRule {

  private final Situation situation;
  private final EpochOpened opened;
  private final int acknowledgements;

  private SynchronousRule(Situation situation) {
    this.situation = situation;
    this.opened = situation.opened();
    this.acknowledgements = situation.facts().guarantee().acknowledgements();
  }

  /** Whether anything was promised that an election in this epoch could break. */
  static boolean applies(Situation situation) {
    EpochOpened opened = situation.opened();
    return situation.facts().guarantee().acknowledgements() > 0
        && opened.deposed() != null
        && opened.cause() != Cause.FORCED
        && opened.cause() != Cause.INSTANCE_CREATED;
  }

  /** What speaks against electing the winner; empty if nothing does, or nobody has won. */
  static Optional<Obstacle> objection(Situation situation, Ranking ranking) {
    return applies(situation)
        ? ranking.winner().flatMap(w -> new SynchronousRule(situation).objection(w, ranking))
        : Optional.empty();
  }

  private Optional<Obstacle> objection(Candidate winner, Ranking ranking) {
    boolean hasAllOfTheOld =
        witness(opened.deposed())
            .filter(old -> winner.offset().compareTo(old.offset()) >= 0)
            .isPresent();
    if (hasAllOfTheOld) {
      return Optional.empty();
    }
    List<MemberId> replicas =
        situation.facts().guarantee().witnesses().stream()
            .filter(member -> !member.equals(opened.deposed()))
            .sorted(Comparator.comparing(MemberId::value))
            .toList();
    List<MemberId> missing = new ArrayList<>(replicas);
    missing.removeIf(member -> witness(member).isPresent());
    if (missing.size() >= acknowledgements) {
      return Optional.of(
          Obstacle.tooFewJoined(
              replicas.size(),
              acknowledgements,
              missing.stream().map(member -> member + ": " + whyNot(member)).toList(),
              ranking.rejected()));
    }
    return replicas.stream()
        .filter(member -> witness(member).filter(s -> isAhead(s, winner)).isPresent())
        .findFirst()
        .map(ahead -> newestIsAt(ahead, winner, ranking));
  }

  private static boolean isAhead(Standing standing, Candidate winner) {
    return standing.offset().compareTo(winner.offset()) > 0;
  }

  private Obstacle newestIsAt(MemberId ahead, Candidate winner, Ranking ranking) {
    long bytes = winner.offset().bytesBehind(witness(ahead).orElseThrow().offset());
    return Obstacle.newestNotEligible(ahead, bytes, winner.member(), ranking.rejected());
  }

  /** Where a member stands, if it has all that it ever acknowledged. */
  private Optional<Standing> witness(MemberId member) {
    return situation
        .member(member)
        .standing(opened.epoch())
        .filter(standing -> situation.member(member).exit().isEmpty())
        .filter(standing -> standing.intact() && !standing.loading())
        .filter(standing -> !CandidateSelection.isDiverged(situation, standing));
  }

  private String whyNot(MemberId member) {
    MemberFacts facts = situation.member(member);
    Optional<Standing> standing = facts.standing(opened.epoch());
    if (situation.spec().member(member).isEmpty()) {
      return "it was removed before the others were seen to have all that it had";
    }
    if (standing.isEmpty() || facts.exit().isPresent()) {
      return "it didn't join";
    }
    if (standing.get().loading()) {
      return "it is loading its dataset";
    }
    return standing.get().intact()
        ? "its history is not the old primary's"
        : "it was restarted, and may lack what it acknowledged before";
  }
}
