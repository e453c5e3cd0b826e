package dev.understudy.orchestrator.domain.placement;

import dev.understudy.contracts.id.InstanceId;

/**
 * What one member needs of its node.
 *
 * @param bytes the engine's {@code maxmemory}
 * @param port must be free at the node's address
 */
public record Demand(InstanceId instance, long bytes, int port) {}
