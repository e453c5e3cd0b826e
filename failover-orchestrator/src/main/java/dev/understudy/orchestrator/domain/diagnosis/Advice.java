package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.decision.Rejection;

/** What an operator can do about a replica that would not be elected. */
public final class Advice {

  private Advice() {}

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
