package dev.understudy.contracts.decision;

/** How a change of primary ended. */
public enum EpochOutcome {
  /** There is a confirmed primary. */
  COMPLETED,

  /** The old primary was elected again: a switchover that couldn't be done in time. */
  RESUMED,

  /** No confirmed primary; the next epoch follows. */
  FAILED
}
