package dev.understudy.orchestrator.domain.diagnosis;

import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.id.Vantage;

/**
 * What one vantage says of the primary.
 *
 * @param seen its newest observation; null if it has not observed this primary lately
 * @param ageMillis since that arrived; null without one
 * @param fresh whether it still counts
 */
public record VantageEvidence(
    Vantage vantage, MemberObservation seen, Long ageMillis, boolean fresh) {}
