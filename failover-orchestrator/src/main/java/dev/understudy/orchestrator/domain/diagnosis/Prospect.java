package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.id.MemberId;
import java.util.List;

/**
 * What would come of it if the primary died now.
 *
 * @param candidate who would take over, or, where a failover is blocked, who would be the best if
 *     it were forced; null: nobody
 * @param lossBytes what the primary has and the candidate lacks, as last reported; null: unknown,
 *     or nobody
 * @param blocker why no failover would happen; null: it would
 * @param expected how long it would take; null if it wouldn't happen
 * @param rejected everybody else, and why
 */
public record Prospect(
    Death death,
    MemberId candidate,
    Long lossBytes,
    Blocker blocker,
    ExpectedTime expected,
    List<RejectedCandidate> rejected) {

  public Prospect {
    rejected = List.copyOf(rejected);
  }
}
