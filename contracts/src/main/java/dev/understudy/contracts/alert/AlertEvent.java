package dev.understudy.contracts.alert;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import java.time.Instant;

/** The beginning, the change or the end of an alert. */
public sealed interface AlertEvent extends Event permits AlertRaised, AlertResolved {

  InstanceId instance();

  AlertKind kind();

  /** Whom it is about; null: the instance as a whole. */
  MemberId member();

  /** The change of primary that it comes from; null: none. */
  Epoch epoch();

  /** When it was raised first, on the orchestrator's clock. */
  Instant since();

  @Override
  default String topic() {
    return Topics.ALERTS;
  }

  /** One alert of a kind per instance, or per member, or per member and epoch. */
  @Override
  default String key() {
    String key = instance() + "/" + kind();
    key = member() == null ? key : key + "/" + member();
    return epoch() == null ? key : key + "/" + epoch();
  }
}
