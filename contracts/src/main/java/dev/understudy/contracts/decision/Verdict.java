package dev.understudy.contracts.decision;

/** What the decision log's rule says of a record. */
public enum Verdict {
  /** It is the first of its kind in the current epoch. */
  COUNTS,

  /** Another came first, or its epoch is over. */
  VOID,

  /** Its offset was read before: a replay. */
  ALREADY_READ
}
