package dev.understudy.bus.tracing;

/**
 * A step of a failover as a span.
 *
 * @param name of the span: what was done
 * @param dueTo the event that led to it; null: a suspicion, or somebody's wish
 */
record Deed(String name, EventIdentity identity, EventIdentity dueTo) {}
