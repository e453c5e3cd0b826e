package dev.understudy.contracts.decision;

/** Why a failover that seemed due did not happen. */
public enum BlockReason {
  /** The instance wants a human to decide. */
  AUTO_FAILOVER_OFF(
      "Automatic failover is off for this instance: look at the primary. If it is gone, force a"
          + " switchover to a replica, or turn automatic failover on."),

  /** Nobody may be elected. */
  NO_HEALTHY_REPLICA(
      "Bring a replica or the primary itself back: nobody can take over as things are. If the data"
          + " of one of the replicas will do, force a switchover to it."),

  /** The best replica would lose more than maxLossBytes. */
  LAG_OVER_BUDGET(
      "Promoting the best replica would lose more than the instance's maxLossBytes allows. Bring"
          + " the old primary back with its data, raise maxLossBytes, or force a switchover and lose"
          + " what is missing."),

  /** Too few vantages agree. */
  QUORUM_NOT_REACHED(
      "Start the vantages that are missing, and look at the network between those that disagree"
          + " and the primary, before you force a switchover."),

  /** An automatic failover happened a short time ago. */
  COOLDOWN(
      "A failover happened a short time ago: find out why the primary changes so often. Then wait,"
          + " or acknowledge the last failover: that ends the cooldown."),

  /** It can't be ruled out that the old primary still takes writes. */
  OLD_PRIMARY_NOT_FENCED(
      "Bring the old primary's node back, or make sure by hand that its process has ended. The"
          + " failover then goes on by itself."),

  /**
   * The instance is synchronous, and writes that were acknowledged may be only where nobody can
   * look now.
   */
  TOO_FEW_REPLICAS_JOINED(
      "Start the nodes that are missing, or the old primary's while its process still runs: writes"
          + " that were acknowledged may be only there. The failover then goes on by itself. Force a"
          + " switchover only if you accept to lose them.");

  private final String advice;

  BlockReason(String advice) {
    this.advice = advice;
  }

  /** What an operator can do about it, in whole sentences: whoever tells it says the same. */
  public String advice() {
    return advice;
  }
}
