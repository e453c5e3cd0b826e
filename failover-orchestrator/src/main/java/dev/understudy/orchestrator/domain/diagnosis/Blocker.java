package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.BlockReason;

/** Why a failover would not happen, or doesn't, in words that an operator can act on. */
public record Blocker(BlockReason reason, String explanation) {

  /** What can be done about it. */
  public String advice() {
    return reason.advice();
  }
}
