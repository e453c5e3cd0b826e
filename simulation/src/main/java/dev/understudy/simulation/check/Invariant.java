package dev.understudy.simulation.check;

/**
 * What is promised (DESIGN, section 5), with how it is looked at here. Everything but the last two
 * is looked at after every step.
 */
public enum Invariant {

  /**
   * 1. At most one member takes writes. After every step the members whose engines would take a
   * client's write are counted; and no write is ever taken in an epoch once one was taken in a
   * higher epoch. A member whose node stood still, or was started and hasn't read the log, is left
   * out until its node has run for three seconds: nobody can fence it meanwhile, which is not
   * promised. Nor is a member of an instance that was deleted and made again counted with the new
   * one's.
   */
  ONE_WRITER,

  /**
   * 2. An epoch never decreases, neither in what a node keeps on disk (unless the power fails) nor
   * in what an orchestrator tells; no member applies data of a primary of an epoch that it has
   * left.
   */
  EPOCHS_GROW,

  /**
   * 3. In a synchronous instance no write is lost that {@code WAIT} has told its client to be on as
   * many replicas as the instance asks for, unless a human has forced a promotion since. Looked at
   * when the instance is well again, with wild clocks too.
   */
  SYNCHRONOUS_WRITES_STAY,

  /**
   * 3. In an asynchronous instance an acknowledged write may be lost, but only what is behind the
   * offset of an election, and only if it is within {@code maxLossBytes}, or was acknowledged so
   * shortly before the epoch was opened that nobody could have known of it, or the election itself
   * says that the loss is unknown, or a human has forced it. A switchover loses nothing. Looked at
   * when the instance is well again.
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

  /** A primary that was never kept from writing is not replaced because it can't write. */
  NO_NEEDLESS_FAILOVER,

  /**
   * No second automatic failover within the cooldown, but for the exceptions of DESIGN, section 4.
   */
  COOLDOWN,

  /** One decision per epoch and kind: every orchestrator and every node counts the same. */
  ONE_DECISION,

  /** Nothing that a service is given makes it throw. */
  NO_EXCEPTION,

  /**
   * 7. What the API confirmed has happened. Notifications are not simulated: their bookkeeping has
   * tests of its own.
   */
  API_KEEPS_WORD,

  /**
   * 6. When all faults are over, the instance is healthy in bounded time, with its DNS name and its
   * membership in order, or blocked with a reason on record.
   */
  GETS_WELL
}
