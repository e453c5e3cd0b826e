package dev.understudy.simulation.bus;

import dev.understudy.contracts.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * A record as the bus stores it.
 *
 * @param key the part before the first slash is the instance or the node
 * @param compactionKey null if no later record ever replaces it
 * @param event empty for a tombstone
 * @param sentAt on its writer's clock
 */
public record BusRecord(
    String topic,
    int partition,
    long offset,
    String key,
    String compactionKey,
    Optional<Event> event,
    Instant sentAt,
    String writer) {}
