package dev.understudy.node.domain;

import dev.understudy.contracts.id.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 * @param histories what it was seen to write itself, as a primary, the newest last, at most {@link
 *     #MOST_HISTORIES}: its snapshot on disk may be from any of them
 */
public record Standing(
    Epoch epoch,
    String runId,
    boolean everSynced,
    Epoch dataEpoch,
    String intactRunId,
    List<Led> histories) {

  public static final Standing NEW = new Standing(Epoch.NONE, "", false, Epoch.NONE, "", List.of());

  static final int MOST_HISTORIES = 16;

  /**
   * A history of its own. Each promotion gives it another replication id: parked for a moment and
   * promoted again, a primary goes on with the same history under the next one, and its snapshot on
   * disk may be from before.
   *
   * @param replicationIds a dataset that goes under one of them is from there, and from nobody
   *     else; the newest last, at most {@link #MOST_IDS}
   * @param epoch the one that it was in when it was first seen to write it
   */
  public record Led(List<String> replicationIds, Epoch epoch) {

    static final int MOST_IDS = 64;

    public Led {
      replicationIds = replicationIds == null ? List.of() : List.copyOf(replicationIds);
    }

    boolean wrote(String replicationId) {
      return replicationIds.contains(replicationId);
    }

    private Led plus(String replicationId) {
      List<String> all = new ArrayList<>(replicationIds);
      all.add(replicationId);
      return new Led(all.subList(Math.max(0, all.size() - MOST_IDS), all.size()), epoch);
    }
  }

  public Standing {
    // Older nodes didn't write these.
    dataEpoch = dataEpoch == null ? Epoch.NONE : dataEpoch;
    intactRunId = intactRunId == null ? "" : intactRunId;
    histories = histories == null ? List.of() : List.copyOf(histories);
  }

  /**
   * It is a primary, and writes under this replication id.
   *
   * @param former the one that the history went under before its promotion
   */
  Standing leading(String replicationId, String former) {
    if (led(replicationId).isPresent()) {
      return this;
    }
    Optional<Led> continued = led(former);
    List<Led> all = new ArrayList<>(histories);
    continued.ifPresent(all::remove);
    all.add(
        continued
            .map(history -> history.plus(replicationId))
            .orElse(new Led(List.of(replicationId), epoch)));
    List<Led> newest = all.subList(Math.max(0, all.size() - MOST_HISTORIES), all.size());
    return new Standing(epoch, runId, everSynced, dataEpoch, intactRunId, newest);
  }

  /** The history of its own that goes under a replication id; empty if that is another's. */
  Optional<Led> led(String replicationId) {
    return histories.stream().filter(history -> history.wrote(replicationId)).findFirst();
  }

  Standing joined(Epoch next, String process) {
    return new Standing(next, process, everSynced, dataEpoch, intactRunId, histories);
  }

  /** The dataset is that of the epoch's primary. */
  Standing synced(Epoch from) {
    return new Standing(epoch, runId, true, from, intactRunId, histories);
  }

  /** The process has everything that it ever acknowledged, and keeps it until it ends. */
  Standing whole(String process) {
    return new Standing(epoch, runId, everSynced, dataEpoch, process, histories);
  }

  /** The process came up with nothing: whatever it had is lost. */
  Standing emptied() {
    return new Standing(epoch, runId, false, Epoch.NONE, "", List.of());
  }

  boolean intact(String process) {
    return !process.isEmpty() && intactRunId.equals(process);
  }

  boolean covers(Epoch wanted, String process) {
    return epoch.equals(wanted) && runId.equals(process);
  }
}
