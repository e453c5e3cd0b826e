package dev.understudy.contracts.health;

/** What one probe of one member came to: raw, never a conclusion. */
public enum Outcome {
  /** It answered PING. */
  OK,

  /** Nothing listens there. */
  REFUSED,

  /** No connection, or no answer in time. */
  TIMEOUT,

  /** The connection broke. */
  RESET,

  /** No route, or the network said no. */
  UNREACHABLE,

  /** Its host name does not resolve. */
  DNS_FAILURE,

  /** It refused the prober's password (WRONGPASS, NOAUTH, NOPERM). */
  AUTH_FAILURE,

  /** It loads its dataset. */
  LOADING,

  /** A script or function blocks it. */
  BUSY,

  /** It answered READONLY. */
  READONLY,

  /** It answers, but isn't what the topology says it is. */
  WRONG_ROLE,

  /** Any other error reply. */
  ERROR;

  /** Whether the member was silent, as a dead one is. Everything else is a sign of life. */
  public boolean silent() {
    return switch (this) {
      case REFUSED, TIMEOUT, RESET, UNREACHABLE -> true;
      case OK, DNS_FAILURE, AUTH_FAILURE, LOADING, BUSY, READONLY, WRONG_ROLE, ERROR -> false;
    };
  }
}
