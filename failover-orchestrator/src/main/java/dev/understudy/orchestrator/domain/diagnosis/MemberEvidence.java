package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;

/**
 * How one member is.
 *
 * @param role what it is meant to be
 * @param report what its node said last; null if nothing yet
 * @param reportAgeMillis since that was sent; null without one
 * @param lag as the vantage sees it that sees the least of it; null if none does
 * @param trouble what keeps it from doing its part
 * @param detail the trouble in words and figures
 * @param rejected why it would not take over; null for who would, and for the primary
 */
public record MemberEvidence(
    MemberId member,
    NodeId node,
    MemberRole role,
    boolean nodeAlive,
    MemberReported report,
    Long reportAgeMillis,
    Lag lag,
    Trouble trouble,
    String detail,
    RejectedCandidate rejected) {

  /** How far a replica is behind; null where no vantage knows. */
  public record Lag(Long bytes, Long millis) {}
}
