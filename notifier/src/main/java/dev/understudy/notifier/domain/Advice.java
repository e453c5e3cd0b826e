package dev.understudy.notifier.domain;

/**
 * What an operator should do after a change of primary. What to do about one that is blocked: see
 * {@link dev.understudy.contracts.decision.BlockReason#advice}.
 */
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
}
