package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.Offset;

/**
 * What a member's engine holds, as its node tells of it.
 *
 * @param source the newest epoch whose primary it came from; null if the node doesn't say
 * @param intact whether the process that was in sync still has it: a restart leaves what the last
 *     snapshot had
 */
record Dataset(
    String history,
    Offset offset,
    long keys,
    boolean everSynced,
    boolean loading,
    Epoch source,
    boolean intact) {

  private static final long SOME_KEYS = 10;

  /** All that the instance's only history has, up to an offset. */
  static Dataset upTo(long offset) {
    return new Dataset("replid", Offset.of(offset), SOME_KEYS, true, false, null, true);
  }

  /** Of a member that never had a copy of any. */
  static Dataset emptyOf(MemberId member) {
    return new Dataset("replid-of-" + member, Offset.ZERO, 0, false, false, null, false);
  }

  /** From the primary of an epoch, whose history is its own. */
  Dataset from(long epoch) {
    return new Dataset(
        "replid-" + epoch, offset, keys, everSynced, loading, Epoch.of(epoch), intact);
  }

  Dataset fromSnapshot() {
    return new Dataset(history, offset, keys, everSynced, loading, source, false);
  }

  Dataset stillLoading() {
    return new Dataset(history, offset, keys, everSynced, true, source, intact);
  }

  Dataset neverSynced() {
    return new Dataset(history, offset, keys, false, loading, source, intact);
  }
}
