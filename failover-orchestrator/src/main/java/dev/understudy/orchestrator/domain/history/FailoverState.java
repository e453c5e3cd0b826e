package dev.understudy.orchestrator.domain.history;

/** How far a change of primary has come. */
public enum FailoverState {
  /** It is the newest epoch and isn't closed. */
  IN_PROGRESS,

  /** There is a confirmed primary. */
  COMPLETED,

  /** The old primary was elected again. */
  RESUMED,

  /** It ended without a confirmed primary. */
  FAILED,

  /** The next epoch was opened before this one was closed. */
  SUPERSEDED
}
