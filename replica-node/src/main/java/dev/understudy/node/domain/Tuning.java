package dev.understudy.node.domain;

/**
 * Settings that an engine takes over while it runs.
 *
 * @param synchronousReplicas a primary with fewer replicas attached takes no writes ({@code
 *     min-replicas-to-write}); of no effect on a replica. 0: however few
 */
public record Tuning(long maxMemoryBytes, int synchronousReplicas) {}
