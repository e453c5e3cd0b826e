package dev.understudy.contracts.decision;

/** Why a failover that seemed due did not happen. */
public enum BlockReason {
  /** The instance wants a human to decide. */
  AUTO_FAILOVER_OFF,

  /** Nobody may be elected. */
  NO_HEALTHY_REPLICA,

  /** The best replica would lose more than maxLossBytes. */
  LAG_OVER_BUDGET,

  /** Too few vantages agree. */
  QUORUM_NOT_REACHED,

  /** An automatic failover happened a short time ago. */
  COOLDOWN,

  /** It can't be ruled out that the old primary still takes writes. */
  OLD_PRIMARY_NOT_FENCED,

  /**
   * The instance is synchronous, and writes that were acknowledged may be only where nobody can
   * look now.
   */
  TOO_FEW_REPLICAS_JOINED
}
