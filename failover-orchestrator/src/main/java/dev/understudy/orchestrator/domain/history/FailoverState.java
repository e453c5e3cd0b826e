package dev.understudy.orchestrator.domain.history;

import dev.understudy.contracts.decision.EpochOutcome;

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
  SUPERSEDED;

  /** What an outcome on record comes to. */
  static FailoverState of(EpochOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> COMPLETED;
      case RESUMED -> RESUMED;
      case FAILED -> FAILED;
    };
  }
}
