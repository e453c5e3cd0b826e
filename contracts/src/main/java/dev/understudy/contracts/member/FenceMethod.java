package dev.understudy.contracts.member;

/** How a former primary was kept from taking writes. */
public enum FenceMethod {
  /** Its writes wait (CLIENT PAUSE): a switchover. */
  PAUSED,

  /** It follows a closed address and its clients were cut off. */
  PARKED,

  /** It didn't answer, so its process was killed. */
  KILLED,

  /** It had no process. */
  NOT_RUNNING
}
