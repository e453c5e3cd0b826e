package dev.understudy.localstack.chaos.history;

/**
 * A member was elected.
 *
 * @param host its address
 * @param electedNanos on the clients' monotonic clock: it can't have taken writes before
 */
public record Reign(long epoch, String host, long electedNanos) {}
