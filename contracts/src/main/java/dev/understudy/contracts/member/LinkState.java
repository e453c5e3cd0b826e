package dev.understudy.contracts.member;

/** A replica's link to its primary. */
public enum LinkState {
  /** It has none: a primary, or no process. */
  NONE,

  /** Streaming. */
  UP,

  /** A full copy is under way. */
  SYNCING,

  /** Parked, or the primary is out of reach. */
  DOWN
}
