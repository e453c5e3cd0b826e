package dev.understudy.localstack.webhook;

import java.time.Instant;

/**
 * A webhook that arrived.
 *
 * @param id its {@code webhook-id}, the same in every attempt; empty if it was missing
 * @param verified whether the signature is right and recent, or the bearer token is
 */
public record Delivery(Instant arrivedAt, String id, String body, boolean verified) {}
