package dev.understudy.notifier.adapter.kafka;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.notifier.domain.Notification;
import java.time.Instant;
import java.util.List;

/**
 * A dead letter: all that people would have read.
 *
 * @param channel that it could not be delivered over
 * @param text the letter's lines
 */
public record UndeliveredNotification(
    InstanceId instance,
    Epoch epoch,
    String notification,
    String kind,
    String channel,
    Instant happenedAt,
    String subject,
    List<String> text)
    implements Event {

  static UndeliveredNotification of(Notification notification, String channel) {
    return new UndeliveredNotification(
        notification.instance(),
        notification.epoch(),
        notification.id().value(),
        notification.kind().eventType(),
        channel,
        notification.happenedAt(),
        notification.letter().subject(),
        notification.letter().lines());
  }

  @Override
  public String topic() {
    return Topics.NOTIFICATIONS;
  }

  @Override
  public String key() {
    return instance.value() + "/" + notification + "/" + channel;
  }
}
