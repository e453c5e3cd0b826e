package dev.understudy.contracts.decision;

/** Why an epoch was opened. */
public enum Cause {
  /** The first epoch of a new instance. */
  INSTANCE_CREATED,

  /** Its node saw the process exit, and the probers agree. */
  PRIMARY_CRASHED,

  /** It accepts connections and answers nobody. */
  PRIMARY_HUNG,

  /** A quorum of vantages and its replicas have lost it. */
  PRIMARY_DEAD,

  /** It restarted and its dataset is gone. */
  PRIMARY_REBORN_EMPTY,

  /** Its node keeps it from writing and can't take that back. */
  PRIMARY_FENCED,

  /** The member elected in the epoch before didn't confirm in time. */
  PROMOTION_UNCONFIRMED,

  /** Someone asked, and the primary lives. */
  SWITCHOVER,

  /** Someone asked for it although a rule blocks it. */
  FORCED;

  /** Whether the old primary takes part: it pauses its writes and waits to be caught up with. */
  public boolean planned() {
    return this == SWITCHOVER;
  }
}
