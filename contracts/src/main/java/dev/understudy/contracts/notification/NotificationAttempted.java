package dev.understudy.contracts.notification;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Required;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.InstanceId;
import java.time.Duration;

/**
 * The receipt of one delivery attempt.
 *
 * @param notification stable over attempts and restarts; receivers deduplicate by it
 * @param channel e.g. {@code mail} or {@code webhook:ops}; never a secret, never a URL with one
 * @param attempt counts from 1
 * @param detail the receiver's answer, for people
 */
public record NotificationAttempted(
    InstanceId instance,
    String notification,
    String channel,
    int attempt,
    DeliveryOutcome outcome,
    String detail,
    Duration took)
    implements Event {

  public NotificationAttempted {
    Required.field("instance", instance);
    Required.text("notification", notification);
    Required.text("channel", channel);
    Required.field("outcome", outcome);
    Required.field("took", took);
  }

  @Override
  public String topic() {
    return Topics.NOTIFICATIONS;
  }

  @Override
  public String key() {
    return instance.value() + "/" + notification + "/" + channel + "/" + attempt;
  }
}
