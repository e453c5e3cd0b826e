package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;

/**
 * What a member must still know after a restart of its node.
 *
 * @param epoch the epoch it joined last; never decreases
 * @param runId the engine process that joined: only that one may be promoted on the strength of it
 * @param everSynced whether its dataset came from a primary of this instance, or it has been one
 */
public record Standing(Epoch epoch, String runId, boolean everSynced) {

  public static final Standing NEW = new Standing(Epoch.NONE, "", false);

  Standing joined(Epoch next, String process) {
    return new Standing(next, process, everSynced);
  }

  Standing synced() {
    return new Standing(epoch, runId, true);
  }

  boolean covers(Epoch wanted, String process) {
    return epoch.equals(wanted) && runId.equals(process);
  }
}
