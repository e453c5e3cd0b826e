package dev.understudy.contracts.member;

/** What permits an epoch's primary to take writes. */
public enum LeaseState {
  /** Its node holds the epoch's lease. */
  HELD,

  /**
   * Its lease has ended, as the bus is out of its node's reach, but every other member is attached
   * to it.
   */
  FAILSAFE,

  /** Nothing: it takes no writes. */
  NONE
}
