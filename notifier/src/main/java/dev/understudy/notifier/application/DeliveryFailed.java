package dev.understudy.notifier.application;

/** An attempt failed. The message is for people and goes into receipts: it holds no secret. */
public final class DeliveryFailed extends RuntimeException {

  private final boolean forGood;

  private DeliveryFailed(String message, boolean forGood, Throwable cause) {
    super(message, cause);
    this.forGood = forGood;
  }

  /** Worth another attempt. */
  public static DeliveryFailed forNow(String message, Throwable cause) {
    return new DeliveryFailed(message, false, cause);
  }

  /** The receiver doesn't want this, now or later. */
  public static DeliveryFailed forGood(String message) {
    return new DeliveryFailed(message, true, null);
  }

  /** Whether another attempt is pointless. */
  public boolean isForGood() {
    return forGood;
  }
}
