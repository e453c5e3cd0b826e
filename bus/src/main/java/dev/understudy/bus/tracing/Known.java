package dev.understudy.bus.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;

/**
 * The span that an event belongs to.
 *
 * @param since when this process published or read the event: what is due to it began then
 * @param read whether it was read: by its own process, what it published is only a proposal
 */
record Known(SpanContext span, Instant since, boolean read) {}
