package dev.understudy.contracts.member;

/** What a member is. */
public enum MemberRole {
  /** Takes writes, if it isn't fenced. */
  PRIMARY,

  /** Follows, or is parked. */
  REPLICA
}
