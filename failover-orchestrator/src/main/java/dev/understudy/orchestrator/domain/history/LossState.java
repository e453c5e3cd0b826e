package dev.understudy.orchestrator.domain.history;

/** What is known of a closed change of primary's loss. */
public enum LossState {
  /** The new primary has all that was known of the old one. */
  NONE,

  /** So many bytes of the replication stream are gone. */
  SOME,

  /** How far the old primary had come was never heard. */
  UNKNOWN;

  /**
   * @param bytes null if unknown
   */
  static LossState of(Long bytes) {
    if (bytes == null) {
      return UNKNOWN;
    }
    return bytes == 0 ? NONE : SOME;
  }
}
