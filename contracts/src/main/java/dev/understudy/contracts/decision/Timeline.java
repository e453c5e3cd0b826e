package dev.understudy.contracts.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/** When each step of a change of primary was seen by the orchestrator; null: it wasn't. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timeline(
    Instant suspectedAt,
    Instant openedAt,
    Instant electedAt,
    Instant promotedAt,
    Instant followedAt,
    Instant publishedAt,
    Instant closedAt) {}
