package dev.understudy.node.domain;

import dev.understudy.contracts.member.Resync;

/**
 * How a replica came to stream from a new primary, from what it says of itself before and after.
 *
 * <p>A partial resync with a new replication id keeps the old one as {@code master_replid2}; a full
 * one clears that. If the id stayed the same (back to the same primary), a partial resync goes on
 * with the backlog there was, while a full one begins a new backlog behind the copy.
 */
final class ResyncVerdict {

  private ResyncVerdict() {}

  static Resync of(EngineFacts before, EngineFacts after) {
    if (!after.replicationId().equals(before.replicationId())) {
      return after.formerReplicationId().equals(before.replicationId())
          ? Resync.PARTIAL
          : Resync.FULL;
    }
    boolean continued = after.backlogFirstOffset() <= before.offset().value() + 1;
    return continued ? Resync.PARTIAL : Resync.FULL;
  }
}
