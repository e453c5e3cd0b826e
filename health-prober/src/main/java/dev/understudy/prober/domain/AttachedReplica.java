package dev.understudy.prober.domain;

/**
 * A replica as its primary sees it.
 *
 * @param state the engine's own word, e.g. {@code online}
 * @param offset the last that it acknowledged
 * @param lagSeconds since it acknowledged anything
 */
public record AttachedReplica(String ip, String port, String state, long offset, long lagSeconds) {

  /** What tells it from others. */
  boolean isAt(AttachedReplica other) {
    return ip.equals(other.ip) && port.equals(other.port);
  }
}
