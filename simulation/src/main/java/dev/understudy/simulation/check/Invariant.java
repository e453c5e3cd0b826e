package dev.understudy.simulation.check;

/**
 * What is promised (DESIGN, section 5), with how it is looked at here. After every step, but for
 * two: what the API confirmed is looked at when it answers, and whether all gets well at the end.
 */
public enum Invariant {

  /**
   * 1. At most one member takes writes. After every step the members whose engines would take a
   * client's write are counted; and no write is ever taken in an epoch once one was taken in a
   * higher epoch. Left out is who has neither a lease, nor a failsafe, nor a node that could fence
   * it, which is not promised: the node is dead; it stands still, or did half a second ago; it was
   * started, and hasn't read the log for three seconds. Nor is a member of an instance that was
   * deleted and made again counted with the new one's.
   */
  ONE_WRITER,

  /**
   * 2. An epoch never decreases: not in what a node keeps on disk (unless the power fails), not in
   * what it says that its member has joined, not in what an orchestrator shows while it runs; and
   * no member applies data of a primary of an epoch that it has left.
   */
  EPOCHS_GROW,

  /**
   * 3. In a synchronous instance no write is lost that {@code WAIT} has told its client to be on as
   * many replicas as the instance asks for, unless a human has forced a promotion since whose
   * election says so. Looked at whenever a primary is promoted and at the end, with wild clocks
   * too.
   */
  SYNCHRONOUS_WRITES_STAY,

  /**
   * 3. In an asynchronous instance an acknowledged write may be lost, but only what is behind the
   * offset of an election, and only if it is within {@code maxLossBytes}, or was acknowledged so
   * shortly before the epoch was opened that nobody could have known of it, or the election itself
   * says that the loss is unknown, or a human has forced it. A switchover loses nothing. Looked at
   * whenever a primary is promoted and at the end.
   */
  NO_UNREPORTED_LOSS,

  /**
   * The end of a change of primary says what it cost: never that less was lost than what the old
   * primary's node had told the bus and the new primary lacks, and never that no primary was seen
   * for a shorter time than the observations on the bus say, less what may be read late.
   */
  HONEST_LEDGER,

  /**
   * 4. Nobody who has nothing is promoted while another member has writes on disk, unless a human
   * forces it; and nobody who has writes takes over a dataset that has none.
   */
  NO_WIPE,

  /**
   * A former primary gives up writes of its own for its successor's dataset only after it was said
   * that it is quarantined, with all that it had in what was saved, if anything was. Left out: what
   * was taken before its first replica came, for it has no place in any history; what was taken
   * before its host lost power, for its node may have forgotten that it was the primary; members of
   * an instance that was deleted.
   */
  NO_SILENT_LOSS,

  /** A partial resync goes on exactly where the replica stands. The model's, not the product's. */
  NO_CORRUPTION,

  /**
   * 5. Once a primary's address was published, its name never points at a member of an earlier
   * epoch, at the authoritative server.
   */
  DNS_FOLLOWS,

  /**
   * A primary that was never kept from writing is not replaced because it can't write; nor one
   * whose promotion was told in time because nobody has read that yet.
   */
  NO_NEEDLESS_FAILOVER,

  /**
   * No second automatic failover within the cooldown, but for the exceptions of DESIGN, section 4.
   */
  COOLDOWN,

  /**
   * One decision per epoch and kind, and all count the same: whoever is promoted, followed, or
   * shown as the primary of an epoch is the one whose election stands first in the log.
   */
  ONE_DECISION,

  /**
   * Nothing that a service is given makes it throw. What is thrown into a future ends there, as it
   * does in the product.
   */
  NO_EXCEPTION,

  /**
   * 7. What the API confirmed has happened. Notifications are not simulated: their bookkeeping has
   * tests of its own.
   */
  API_KEEPS_WORD,

  /**
   * 6. When all faults are over, the instance is healthy in bounded time, with its DNS name and its
   * membership in order; or it is blocked, the reason on record is true for who sees everything
   * (the loss, who has all that was acknowledged, the time since the last failover), and it gets
   * well when a human acknowledges or forces.
   */
  GETS_WELL
}
