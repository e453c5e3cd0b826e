package dev.understudy.notifier.application;

import java.time.Duration;

/** An attempt failed. The message is for people and goes into receipts: it holds no secret. */
public final class DeliveryFailed extends RuntimeException {

  private enum Scope {
    THIS_ATTEMPT,
    THIS_MESSAGE,
    THE_CHANNEL
  }

  private final Scope scope;
  private final Duration retryAfter;

  private DeliveryFailed(String message, Scope scope, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.scope = scope;
    this.retryAfter = retryAfter;
  }

  /** Worth another attempt. */
  public static DeliveryFailed forNow(String message, Throwable cause) {
    return new DeliveryFailed(message, Scope.THIS_ATTEMPT, Duration.ZERO, cause);
  }

  /**
   * Worth another attempt, not before some time has passed.
   *
   * @param retryAfter as the receiver asked for; counts for all messages to it
   */
  public static DeliveryFailed forNow(String message, Duration retryAfter) {
    return new DeliveryFailed(message, Scope.THIS_ATTEMPT, retryAfter, null);
  }

  /** The receiver doesn't want this message, now or later. */
  public static DeliveryFailed forGood(String message) {
    return new DeliveryFailed(message, Scope.THIS_MESSAGE, Duration.ZERO, null);
  }

  /** The receiver wants nothing any more. */
  public static DeliveryFailed gone(String message) {
    return new DeliveryFailed(message, Scope.THE_CHANNEL, Duration.ZERO, null);
  }

  /** Whether another attempt is pointless. */
  public boolean isForGood() {
    return scope != Scope.THIS_ATTEMPT;
  }

  /** Whether other messages are pointless, too. */
  public boolean isGone() {
    return scope == Scope.THE_CHANNEL;
  }

  /** How long the receiver wants to be left alone; zero if it didn't say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
