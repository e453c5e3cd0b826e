package dev.understudy.prober.domain;

import dev.understudy.contracts.id.MemberId;

/**
 * A member in one round.
 *
 * @param silentMillis since its last sign of life
 */
public record Sighting(MemberId member, Finding finding, long silentMillis) {}
