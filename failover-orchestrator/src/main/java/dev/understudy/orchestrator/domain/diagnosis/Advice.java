package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Rejection;

/** What an operator can do about what the decision log says. */
public final class Advice {

  private Advice() {}

  public static String on(BlockReason reason) {
    return switch (reason) {
      case AUTO_FAILOVER_OFF -> "Turn automatic failover on, or force a switchover by hand.";
      case NO_HEALTHY_REPLICA ->
          "Bring a replica back: each has its reason. If the data of one of them will do, force a"
              + " switchover to it.";
      case LAG_OVER_BUDGET ->
          "Bring the old primary back with its data, raise maxLossBytes, or force a switchover and"
              + " lose what is missing.";
      case QUORUM_NOT_REACHED ->
          "Start the vantages that are missing, or mend their way to the primary; or force a"
              + " switchover.";
      case COOLDOWN -> "Wait, or acknowledge the last failover: that ends the cooldown.";
      case OLD_PRIMARY_NOT_FENCED ->
          "Bring the old primary's node back, or make sure by hand that its process has ended.";
      case TOO_FEW_REPLICAS_JOINED ->
          "Start the nodes that are missing, or the old primary's while its process still runs; or"
              + " force a switchover and accept that acknowledged writes may be lost.";
    };
  }

  public static String on(Rejection reason) {
    return switch (reason) {
      case UNREACHABLE -> "Bring its node or its process back.";
      case LAGGING -> "Nothing: another has more of the data. If it stays behind, see its trouble.";
      case NEVER_SYNCED -> "Let it finish its first full copy; see its trouble if it doesn't.";
      case MUST_NOT_PROMOTE -> "Give it a priority above 0 if it should ever take over.";
      case LOADING -> "Wait until it has loaded its dataset.";
      case EXCLUDED -> "Look into its node's log for why it could not be promoted.";
      case DEPOSED -> "Nothing: it is the primary that would be replaced.";
      case LOWER_PRIORITY -> "Nothing: it is as good, and another is preferred.";
      case NOT_THE_TARGET -> "Nothing: somebody asked for another.";
      case DIVERGED ->
          "Let it follow the primary again: it has writes that are not part of the primary's"
              + " history, and gets a full copy.";
    };
  }
}
