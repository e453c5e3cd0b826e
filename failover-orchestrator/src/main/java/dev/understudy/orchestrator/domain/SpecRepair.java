package dev.understudy.orchestrator.domain;

import dev.understudy.contracts.instance.InstanceSpec;
import java.util.Optional;

/**
 * Who reads the compacted topic later finds only the last spec of an instance. If that is one that
 * doesn't count, because it was made without knowing of another, the one that counts is written
 * again behind it.
 */
final class SpecRepair {

  private Moment repairedAt;

  /** What to publish; empty while the last spec is the one that counts. */
  Optional<InstanceSpec> look(Situation situation) {
    if (!situation.facts().isSpecOverwritten()) {
      repairedAt = null;
      return Optional.empty();
    }
    if (situation.isPending(repairedAt)) {
      return Optional.empty();
    }
    repairedAt = situation.now();
    InstanceSpec spec = situation.spec();
    return Optional.of(
        spec.withRevision(Math.max(spec.revision(), situation.ledger().membersRevision()) + 1));
  }
}
