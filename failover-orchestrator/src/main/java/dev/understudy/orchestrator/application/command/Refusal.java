package dev.understudy.orchestrator.application.command;

/** A request that isn't granted; the message tells its sender why and what would help. */
public abstract sealed class Refusal extends RuntimeException {

  private Refusal(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the request is about doesn't exist. */
  public static final class NotFound extends Refusal {
    public NotFound(String message) {
      super(message, null);
    }
  }

  /** The state of things forbids it. */
  public static final class Conflict extends Refusal {

    private final ConflictReason reason;

    public Conflict(ConflictReason reason, String message) {
      super(message, null);
      this.reason = reason;
    }

    public ConflictReason reason() {
      return reason;
    }
  }

  /** Not now: the bus, or too much to do; the same request may succeed later. */
  public static final class Unavailable extends Refusal {
    public Unavailable(String message) {
      super(message, null);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
