package dev.understudy.orchestrator.application;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.member.MemberQuarantined;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one instance's former primaries gave up, by the epoch in which they did: the newest of each.
 * Known as long as this process runs: the topic that tells it isn't read from its beginning.
 *
 * @param byEpoch of the newest epochs
 */
record Quarantines(TreeMap<Epoch, MemberQuarantined> byEpoch) {

  static final Quarantines NONE = new Quarantines(new TreeMap<>());

  private static final int MOST_EPOCHS = 100;

  Quarantines plus(MemberQuarantined newest) {
    TreeMap<Epoch, MemberQuarantined> more = new TreeMap<>(byEpoch);
    more.put(newest.epoch(), newest);
    if (more.size() > MOST_EPOCHS) {
      more.pollFirstEntry();
    }
    return new Quarantines(more);
  }

  Optional<MemberQuarantined> in(Epoch epoch) {
    return Optional.ofNullable(byEpoch.get(epoch));
  }
}
