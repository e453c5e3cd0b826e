package dev.understudy.contracts.decision;

/** Why a member was not elected. */
public enum Rejection {
  /** It didn't join the epoch in time. */
  UNREACHABLE,

  /** Another has a higher offset. */
  LAGGING,

  /** Its dataset never came from a primary of this instance. */
  NEVER_SYNCED,

  /** Its priority is 0. */
  MUST_NOT_PROMOTE,

  /** It is loading its dataset. */
  LOADING,

  /** It was elected before and didn't confirm. */
  EXCLUDED,

  /** It is the primary that is being replaced. */
  DEPOSED,

  /** Same offset, but another has a better priority, zone or id. */
  LOWER_PRIORITY,

  /** Someone asked for another. */
  NOT_THE_TARGET,

  /** Its replication id is not the one that the others share. */
  DIVERGED
}
