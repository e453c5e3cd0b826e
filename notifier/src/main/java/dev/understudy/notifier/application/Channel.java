package dev.understudy.notifier.application;

import dev.understudy.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;

/** A way to tell people: one receiver, or one group of them. */
public interface Channel {

  /** For receipts, logs and metrics, e.g. {@code mail} or {@code webhook:ops}. Never a secret. */
  String name();

  /**
   * Words a notification without sending it, so that all that this needs is loaded before the first
   * real one, which is urgent.
   */
  void rehearse(Notification notification);

  /**
   * Sends a notification once. Never blocks; sending the same notification again is harmless.
   *
   * @return the receiver's answer, for people; or fails, best with a {@link DeliveryFailed} whose
   *     message may be shown
   */
  Uni<String> send(Notification notification);
}
