package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.Cause;

/** The ways for a primary to die that differ in how they are noticed. */
public enum Death {

  /** Its process ends, which its node sees at once. */
  CRASH(Cause.PRIMARY_CRASHED),

  /** Its process answers nobody any more; its node is there to fence it. */
  HANG(Cause.PRIMARY_HUNG),

  /** Its host is gone, and the node with it: the lease has to end by itself. */
  HOST_LOSS(Cause.PRIMARY_DEAD);

  private final Cause cause;

  Death(Cause cause) {
    this.cause = cause;
  }

  /** What the failover after it is opened for. */
  public Cause cause() {
    return cause;
  }
}
