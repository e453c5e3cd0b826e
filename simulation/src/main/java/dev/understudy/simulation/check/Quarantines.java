package dev.understudy.simulation.check;

import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.simulation.redis.Disk;
import dev.understudy.simulation.redis.Engine;
import dev.understudy.simulation.redis.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What members wrote as primaries, and what was told of it before it was given up. */
final class Quarantines {

  private final Map<Long, MemberId> takenBy = new HashMap<>();
  private final Map<MemberId, Set<Long>> told = new HashMap<>();

  /** A primary that never had a replica has no history that could be compared with another's. */
  void wrote(Engine primary, Entry entry) {
    if (entry.endOffset() > entry.before().endOffset()) {
      takenBy.put(entry.writeId(), primary.member());
    }
  }

  /** Without power, what a node knew of its member's history may be lost. */
  void powerFailed(MemberId member) {
    takenBy.values().removeIf(member::equals);
  }

  /** What the event is about must be in what was saved. */
  void said(MemberQuarantined event, Engine engine, Disk disk) {
    Set<Long> writes = engine.data().writeIds();
    if (event.path() != null && !disk.salvage(event.ledEpoch()).data().writeIds().equals(writes)) {
      throw new Violation(
          Invariant.NO_SILENT_LOSS,
          "%s has %d writes, and not all are in %s"
              .formatted(event.member(), writes.size(), event.path()));
    }
    told.computeIfAbsent(event.member(), m -> new HashSet<>()).addAll(writes);
  }

  /** A replica gives up what it has for a copy. */
  void replacing(Engine replica, Engine upstream, Entry copy) {
    Entry data = replica.data();
    Set<Long> kept = copy.writeIds();
    Set<Long> known = told.getOrDefault(replica.member(), Set.of());
    for (Entry entry = data; entry != null; entry = entry.before()) {
      boolean own = replica.member().equals(takenBy.get(entry.writeId()));
      // A snapshot without a replication id begins anew at 0.
      boolean sameCount = entry.endOffset() <= data.endOffset();
      if (own && sameCount && !kept.contains(entry.writeId()) && !known.contains(entry.writeId())) {
        throw new Violation(
            Invariant.NO_SILENT_LOSS,
            "%s gives up its own write %d at offset %d for the dataset of %s, and nobody was told"
                .formatted(
                    replica.member(), entry.writeId(), entry.endOffset(), upstream.member()));
      }
    }
  }
}
