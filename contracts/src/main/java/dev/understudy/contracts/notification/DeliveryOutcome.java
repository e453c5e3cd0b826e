package dev.understudy.contracts.notification;

/** What one delivery attempt came to. */
public enum DeliveryOutcome {
  /** The receiver took it. */
  DELIVERED,

  /** It failed; another attempt follows. */
  WILL_RETRY,

  /** It failed for good and is in the dead letters. */
  GAVE_UP
}
