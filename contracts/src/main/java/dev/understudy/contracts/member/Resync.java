package dev.understudy.contracts.member;

/** How a replica came to follow. */
public enum Resync {
  /** It already streamed from that primary. */
  UNCHANGED,

  /** The backlog had what it lacked. */
  PARTIAL,

  /** A full copy. */
  FULL
}
