package dev.understudy.localstack.chaos.plan;

import java.time.Duration;

/**
 * One fault of a round.
 *
 * @param victim which host; for a switchover, who shall take over; for what there is only one of,
 *     of no meaning
 * @param after how long after the round's beginning
 * @param lasts until it is undone; zero for at once
 */
public record PlannedFault(FaultKind kind, Victim victim, Duration after, Duration lasts) {}
