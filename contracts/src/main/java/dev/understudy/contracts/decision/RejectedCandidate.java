package dev.understudy.contracts.decision;

import dev.understudy.contracts.Required;
import dev.understudy.contracts.id.MemberId;

/** A member that was not elected, and why. */
public record RejectedCandidate(MemberId member, Rejection reason, String detail) {

  public RejectedCandidate {
    Required.field("member", member);
    Required.field("reason", reason);
  }
}
