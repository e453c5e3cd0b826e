package dev.understudy.notifier.domain;

import dev.understudy.contracts.decision.BlockReason;

/** What an operator should do next. */
final class Advice {

  private Advice() {}

  static String afterCompleted(FailoverFacts facts) {
    return facts.planned()
        ? "Nothing to do."
        : "Find out what happened to "
            + Words.orElse(facts.primaryBefore(), "the old primary")
            + "; it comes back as a replica by itself.";
  }

  static String afterFailed() {
    return "The next attempt starts by itself, with the member that didn't confirm left out. If no"
        + " further message follows, look at the replicas and their nodes.";
  }

  static String afterResumed() {
    return "Nothing was lost and nothing has to be repaired. Look at the target's lag, then ask"
        + " again.";
  }

  static String afterBlocked(BlockReason reason) {
    return switch (reason) {
      case AUTO_FAILOVER_OFF ->
          "Automatic failover is off for this instance: look at the primary, and promote a replica"
              + " yourself if it is gone.";
      case NO_HEALTHY_REPLICA ->
          "Bring a replica or the primary itself back: nobody can take over as things are.";
      case LAG_OVER_BUDGET ->
          "Promoting the best replica would lose more than the instance's maxLossBytes allows. Wait"
              + " for the primary, or force the failover and accept the loss.";
      case QUORUM_NOT_REACHED ->
          "The vantages disagree: look at the network between them and the primary before you force"
              + " anything.";
      case COOLDOWN ->
          "A failover happened a short time ago: find out why the primary changes so often, then"
              + " acknowledge the last one to end the cooldown.";
      case OLD_PRIMARY_NOT_FENCED ->
          "Make sure that the old primary's process is gone, then its node, or a forced failover,"
              + " lets this one continue.";
      case TOO_FEW_REPLICAS_JOINED ->
          "Bring back a replica, or the old primary's process: writes that were acknowledged may be"
              + " only there. The failover then goes on by itself. Force it only if you accept to lose"
              + " them.";
    };
  }
}
