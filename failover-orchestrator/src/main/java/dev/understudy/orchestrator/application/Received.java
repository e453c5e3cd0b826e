package dev.understudy.orchestrator.application;

import dev.understudy.contracts.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * A record from the bus.
 *
 * @param event empty for a tombstone
 * @param sentAt on its writer's clock
 */
public record Received(
    String topic, int partition, long offset, String key, Optional<Event> event, Instant sentAt) {}
