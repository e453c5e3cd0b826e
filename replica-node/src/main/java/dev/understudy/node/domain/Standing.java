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
 * @param intactRunId the engine process that was in sync with that primary, or was it: it still has
 *     everything that it ever acknowledged. Another process, started from a snapshot, may not
 * @param led what it was last seen to write itself, as a primary
 */
public record Standing(
    Epoch epoch, String runId, boolean everSynced, Epoch dataEpoch, String intactRunId, Led led) {

  public static final Standing NEW =
      new Standing(Epoch.NONE, "", false, Epoch.NONE, "", Led.NOTHING);

  /**
   * A history of its own.
   *
   * @param replicationId a dataset that goes under it is from there, and from nobody else
   * @param epoch the one that it was in when it was first seen to write it
   */
  public record Led(String replicationId, Epoch epoch) {
    static final Led NOTHING = new Led("", Epoch.NONE);
  }

  public Standing {
    // Older nodes didn't write these.
    dataEpoch = dataEpoch == null ? Epoch.NONE : dataEpoch;
    intactRunId = intactRunId == null ? "" : intactRunId;
    led = led == null ? Led.NOTHING : led;
  }

  /** It is a primary, and writes under this replication id. */
  Standing leading(String replicationId) {
    return led.replicationId().equals(replicationId)
        ? this
        : new Standing(
            epoch, runId, everSynced, dataEpoch, intactRunId, new Led(replicationId, epoch));
  }

  Standing joined(Epoch next, String process) {
    return new Standing(next, process, everSynced, dataEpoch, intactRunId, led);
  }

  /** The dataset is that of the epoch's primary. */
  Standing synced(Epoch from) {
    return new Standing(epoch, runId, true, from, intactRunId, led);
  }

  /** The process has everything that it ever acknowledged, and keeps it until it ends. */
  Standing whole(String process) {
    return new Standing(epoch, runId, everSynced, dataEpoch, process, led);
  }

  /** The process came up with nothing: whatever it had is lost. */
  Standing emptied() {
    return new Standing(epoch, runId, false, Epoch.NONE, "", Led.NOTHING);
  }

  boolean intact(String process) {
    return !process.isEmpty() && intactRunId.equals(process);
  }

  boolean covers(Epoch wanted, String process) {
    return epoch.equals(wanted) && runId.equals(process);
  }
}
