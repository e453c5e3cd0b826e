package dev.understudy.localstack.events;

import dev.understudy.contracts.Event;
import java.time.Instant;

/**
 * An event as it was read.
 *
 * @param happenedAt on its writer's clock, the record's {@code ce_time}
 */
public record Seen<T extends Event>(
    T event, Instant happenedAt, String topic, int partition, long offset) {}
