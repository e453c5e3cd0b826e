package dev.understudy.notifier.domain;

import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import java.time.Instant;

/**
 * One piece of news about an instance.
 *
 * @param happenedAt when it was decided, on the orchestrator's clock
 * @param facts for machines
 * @param letter for people
 */
public record Notification(
    NotificationId id,
    NotificationKind kind,
    InstanceId instance,
    Epoch epoch,
    Instant happenedAt,
    Facts facts,
    Letter letter) {}
