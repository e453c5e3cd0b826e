package dev.understudy.notifier.domain;

import dev.understudy.contracts.id.InstanceId;
import java.time.Instant;

/**
 * One piece of news about an instance.
 *
 * @param happenedAt when it was decided or told, on the orchestrator's clock
 * @param incident for receivers that keep incidents
 * @param facts for machines
 * @param letter for people
 */
public record Notification(
    NotificationId id,
    NotificationKind kind,
    Severity severity,
    InstanceId instance,
    Instant happenedAt,
    Incident incident,
    Facts facts,
    Letter letter) {}
