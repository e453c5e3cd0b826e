package dev.understudy.dns.application;

/** How one try to bring a name up to date at one server ended: a metric's tag and a log's word. */
public enum Outcome {
  /** It was changed, and the server says so when asked. */
  UPDATED,

  /** The server held what was wanted already. */
  UNCHANGED,

  /** The server knows a newer epoch: left alone, for good. */
  STALE,

  /** Somebody else changed the name: read again, then tried again. */
  DRIFT,

  /** The name belongs to another instance: tried again later. */
  FOREIGN,

  /** The server took the update and then didn't say so when asked. */
  NOT_VERIFIED,

  /** No answer, or no way to the server. */
  UNREACHABLE,

  /** The server says no: not its zone, not allowed, broken. */
  REFUSED,

  /** The server's or our signature is not accepted: key, algorithm or clock. */
  NOT_AUTHENTIC,

  /** An error in this program. */
  UNEXPECTED;

  /** Whether nothing is left to do at this server. */
  public boolean isFinal() {
    return this == UPDATED || this == UNCHANGED || this == STALE;
  }

  /** Whether it says something about the server rather than about the name. */
  boolean isAboutTheServer() {
    return this == UNREACHABLE || this == REFUSED || this == NOT_AUTHENTIC;
  }
}
