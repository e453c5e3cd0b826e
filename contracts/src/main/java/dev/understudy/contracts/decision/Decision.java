package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.understudy.contracts.Event;
import dev.understudy.contracts.Topics;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.util.UUID;

/**
 * A record in the decision log. The first record for an (instance, epoch, kind) is the only one
 * that counts; {@link DecisionLedger} is that rule. Nobody, its writer included, acts on a decision
 * before having read it back.
 */
public sealed interface Decision extends Event
    permits EpochOpened,
        PrimaryElected,
        EpochClosed,
        FailoverBlocked,
        MembershipChanged,
        FailoverAcknowledged,
        LeaseRenewed {

  InstanceId instance();

  Epoch epoch();

  @JsonIgnore
  default String kind() {
    return getClass().getSimpleName();
  }

  @Override
  default String topic() {
    return Topics.DECISIONS;
  }

  /** Unique, so that compaction keeps every decision for ever. */
  @Override
  default String key() {
    return instance().value() + "/" + epoch() + "/" + kind() + "/" + UUID.randomUUID();
  }

  /** The unique part is the writer's. */
  @Override
  default boolean mayHaveKey(String recordKey) {
    return recordKey != null
        && recordKey.startsWith(instance() + "/" + epoch() + "/" + kind() + "/");
  }
}
