package dev.understudy.contracts.topology;

/** How an instance is, in one word. */
public enum Condition {
  /** It has had no primary yet. */
  PROVISIONING,

  /** A primary, and every replica follows it. */
  HEALTHY,

  /** A primary, but a replica is missing. */
  DEGRADED,

  /** Something looks wrong with the primary; probers look more often. */
  SUSPECT,

  /** An epoch is open because the primary failed. */
  FAILING_OVER,

  /** An epoch is open because someone asked. */
  SWITCHING_OVER,

  /** The primary is gone and no replica may take over; the reason says why. */
  BLOCKED
}
