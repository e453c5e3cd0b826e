package dev.understudy.notifier.application;

import dev.understudy.notifier.domain.Batch;
import io.smallrye.mutiny.Uni;

/** A way to tell people: one receiver, or one group of them. */
public interface Channel {

  /** For receipts, logs and metrics, e.g. {@code mail} or {@code webhook:ops}. Never a secret. */
  String name();

  /** Whether one message can tell several notifications. Else every batch is of one. */
  default boolean groups() {
    return false;
  }

  /**
   * Whether the receiver opens an incident at one notification and closes it at another. Then an
   * instance's news goes out strictly one after the other, as soon as it can: an opening that is
   * tried again after the closing would stay open for ever.
   */
  default boolean keepsIncidents() {
    return false;
  }

  /**
   * Words a message without sending it, so that all that this needs is loaded before the first real
   * one, which is urgent.
   */
  void rehearse(Batch batch);

  /**
   * Sends a message once. Never blocks; sending the same one again is harmless.
   *
   * @return the receiver's answer, for people; or fails, best with a {@link DeliveryFailed} whose
   *     message may be shown
   */
  Uni<String> send(Batch batch);
}
