package dev.understudy.simulation.check;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * What really became of data, which no service knows: how far each primary and member ever came.
 */
final class Truth {

  /** A primary that lives says something at least once a second. */
  private static final long LONGEST_PAUSE_NANOS = 1_500_000_000L;

  /** A node takes its replica for whole when it has been in sync for a second. */
  private static final long IN_SYNC_NANOS = 3_000_000_000L;

  private final LongSupplier nowNanos;
  private final TreeMap<Epoch, Entry> ends = new TreeMap<>();
  private final Map<Engine, Feed> feeds = new HashMap<>();
  private final Set<MemberId> forgetful = new HashSet<>();
  private final Map<MemberId, Entry> acknowledged = new HashMap<>();

  Truth(LongSupplier nowNanos) {
    this.nowNanos = nowNanos;
  }

  /** For how long a process has been fed without a pause. */
  private static final class Feed {
    private long sinceNanos;
    private long lastNanos;
    private boolean lasted;

    void goesOn(long nowNanos) {
      sinceNanos = nowNanos - lastNanos > LONGEST_PAUSE_NANOS ? nowNanos : sinceNanos;
      lastNanos = nowNanos;
      lasted |= nowNanos - sinceNanos > IN_SYNC_NANOS;
    }
  }

  /** A primary takes writes, and has so much. */
  void leads(Engine primary) {
    ends.put(primary.epoch(), primary.data());
    acknowledged.put(primary.member(), primary.data());
  }

  /** A node may have forgotten whose primary's data its member has; until it gets more. */
  void powerFailed(MemberId member) {
    forgetful.add(member);
  }

  boolean isForgetful(MemberId member) {
    return forgetful.contains(member);
  }

  /** A replica has got this, and says so. */
  void has(Engine replica, Entry entry) {
    forgetful.remove(replica.member());
    Entry before = acknowledged.get(replica.member());
    if (before == null || before.endOffset() <= entry.endOffset()) {
      acknowledged.put(replica.member(), entry);
      feeds.computeIfAbsent(replica, e -> new Feed()).goesOn(nowNanos.getAsLong());
    }
  }

  /** A replica begins anew with a copy. */
  void copies(MemberId replica, Entry copy) {
    forgetful.remove(replica);
    acknowledged.put(replica, copy);
  }

  /** How many bytes of what the last primary had are missing in a dataset. */
  long missingBytes(Entry data) {
    Set<Entry> all = history();
    Entry shared = data;
    while (shared != null && !all.contains(shared)) {
      shared = shared.before();
    }
    return ends.lastEntry().getValue().endOffset() - (shared == null ? 0 : shared.endOffset());
  }

  /** Whether a dataset is what the last primary had at some time. */
  boolean isPart(Entry data) {
    return history().contains(data);
  }

  /** All that whoever took writes in the newest epoch had. */
  private Set<Entry> history() {
    Set<Entry> all = new HashSet<>();
    for (Entry entry = ends.lastEntry().getValue(); entry != null; entry = entry.before()) {
      all.add(entry);
    }
    return all;
  }

  /**
   * Whether a process has everything that its member ever acknowledged, and has had it for so long
   * that its node must know.
   */
  boolean isIntact(Engine engine) {
    Entry wanted = acknowledged.get(engine.member());
    Entry entry = engine.data();
    while (entry != null && entry != wanted) {
      entry = entry.before();
    }
    Feed feed = feeds.get(engine);
    return entry != null && feed != null && feed.lasted;
  }
}
