package dev.understudy.localstack.chaos.history;

/** Something that must not happen has happened. */
public record Violation(Kind kind, String text) {

  /** What must not happen. */
  public enum Kind {
    /** A write that every replica had acknowledged is gone. */
    ACKNOWLEDGED_WRITE_LOST,

    /** Writes are gone, and no closed epoch says so, or it says less. */
    LOSS_NOT_REPORTED,

    /** A member took a write after the primary of a later epoch had taken one. */
    TWO_PRIMARIES,

    /** A member took a write that nobody had elected. */
    NEVER_ELECTED,

    /** The instance did not become healthy by itself in time. */
    NOT_HEALTHY,

    /** Something of the run itself failed, so that it proves nothing. */
    BROKEN_RUN
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
