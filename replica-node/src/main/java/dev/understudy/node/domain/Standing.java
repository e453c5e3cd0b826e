package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;

/**
 * What a member must still know after a restart of its node.
 *
 * @param epoch the epoch it joined last; never decreases
 * @param runId the engine process that joined: only that one may be promoted on the strength of it
 * @param everSynced whether its dataset came from a primary of this instance, or it has been one
 * @param dataEpoch the newest epoch whose primary the dataset came from, or that it led itself; a
 *     snapshot on disk is never from another history, for a full copy replaces it
 */
public record Standing(Epoch epoch, String runId, boolean everSynced, Epoch dataEpoch) {

  public static final Standing NEW = new Standing(Epoch.NONE, "", false, Epoch.NONE);

  public Standing {
    // Older nodes didn't write it.
    dataEpoch = dataEpoch == null ? Epoch.NONE : dataEpoch;
  }

  Standing joined(Epoch next, String process) {
    return new Standing(next, process, everSynced, dataEpoch);
  }

  /** The dataset is that of the epoch's primary. */
  Standing synced(Epoch from) {
    return new Standing(epoch, runId, true, from);
  }

  /** The process came up with nothing: whatever it had is lost. */
  Standing emptied() {
    return new Standing(epoch, runId, false, Epoch.NONE);
  }

  boolean covers(Epoch wanted, String process) {
    return epoch.equals(wanted) && runId.equals(process);
  }
}
