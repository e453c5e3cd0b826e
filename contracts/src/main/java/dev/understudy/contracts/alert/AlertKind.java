package dev.understudy.contracts.alert;

/** What an alert is about. */
public enum AlertKind {
  /** A replica is behind its primary for too long. */
  REPLICATION_LAG,
  /** A wanted replica doesn't follow the primary. */
  REPLICA_LOST,
  /** If the primary died now, nobody could take over. */
  NO_PROMOTABLE_REPLICA,
  /** A member's dataset comes close to its {@code maxmemory}. */
  LOW_MEMORY_HEADROOM,
  /**
   * A former primary came back with writes that its successor lacks; see {@link
   * dev.understudy.contracts.member.MemberQuarantined}.
   */
  DATA_QUARANTINED
}
