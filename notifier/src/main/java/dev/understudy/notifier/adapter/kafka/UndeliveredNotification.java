package dev.understudy.notifier.adapter.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.notifier.domain.FailoverFacts;
import dev.understudy.notifier.domain.Notification;
import java.time.Instant;
import java.util.List;

/**
 * A dead letter: all that people would have read.
 *
 * @param epoch null if it is no news of a failover
 * @param channel that it could not be delivered over
 * @param text the letter's lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        notification.facts().map(FailoverFacts::epoch, alert -> null),
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
