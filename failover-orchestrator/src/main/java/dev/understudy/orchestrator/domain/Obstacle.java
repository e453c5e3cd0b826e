package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Vantage;
import java.util.List;

/** Why a failover that seems due must not happen, in words that an operator can act on. */
record Obstacle(BlockReason reason, String explanation, List<RejectedCandidate> rejected) {

  FailoverBlocked onRecord(Situation situation, Cause cause, List<Evidence> evidence) {
    return new FailoverBlocked(
        situation.instance(), situation.epoch(), cause, reason, explanation, rejected, evidence);
  }

  static Obstacle lossOverBudget(
      long lossBytes, long budgetBytes, List<RejectedCandidate> rejected) {
    return new Obstacle(
        BlockReason.LAG_OVER_BUDGET,
        "the best replica lacks "
            + lossBytes
            + " bytes, more than the "
            + budgetBytes
            + " bytes of maxLossBytes; force the promotion to accept that",
        rejected);
  }

  /** Its node is silent, and its process takes writes. */
  static Obstacle notFenced(
      MemberId deposed, List<Vantage> seenBy, List<RejectedCandidate> rejected) {
    String vantages = String.join(", ", seenBy.stream().map(Vantage::value).toList());
    return new Obstacle(
        BlockReason.OLD_PRIMARY_NOT_FENCED,
        "the node of "
            + deposed
            + " doesn't fence it, and it still takes writes, as seen from "
            + vantages
            + "; bring its node back, or end its process",
        rejected);
  }

  /** Who can't tell what would be lost has no reason to overrule one who could. */
  static Obstacle lossKnownToOthers(List<RejectedCandidate> rejected) {
    return new Obstacle(
        BlockReason.LAG_OVER_BUDGET,
        "another orchestrator, which heard more of the old primary, has found that the best replica"
            + " lacks more than maxLossBytes; force the promotion to accept that",
        rejected);
  }

  /** Somebody who isn't there may be the only one to have a write that was acknowledged. */
  static Obstacle tooFewJoined(
      int replicas, int acknowledgements, List<String> missing, List<RejectedCandidate> rejected) {
    return new Obstacle(
        BlockReason.TOO_FEW_REPLICAS_JOINED,
        "%d of %d replicas have joined with all that they ever acknowledged, and it takes %d to be"
                .formatted(replicas - missing.size(), replicas, replicas - acknowledgements + 1)
            + " sure of every write that %d acknowledged (%s); bring one of them or the old primary's"
                .formatted(acknowledgements, String.join(", ", missing))
            + " process back, or force the promotion to accept that writes may be lost",
        rejected);
  }

  /** Whoever has the most isn't allowed to lead. */
  static Obstacle newestNotEligible(
      MemberId newest, long bytes, MemberId best, List<RejectedCandidate> rejected) {
    return new Obstacle(
        BlockReason.NO_HEALTHY_REPLICA,
        "%s has %d bytes more than %s, the best that may be promoted, and acknowledged writes may be"
                .formatted(newest, bytes, best)
            + " among them; make it promotable or bring the old primary's process back, or force the"
            + " promotion to accept that writes may be lost",
        rejected);
  }

  /** Nobody may be elected. */
  static Obstacle nobody(List<RejectedCandidate> rejected) {
    return new Obstacle(
        BlockReason.NO_HEALTHY_REPLICA,
        "no replica may take over: "
            + String.join(
                ", ", rejected.stream().map(r -> r.member() + ": " + r.detail()).toList()),
        rejected);
  }
}
