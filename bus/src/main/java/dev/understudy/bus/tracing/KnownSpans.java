package dev.understudy.bus.tracing;

import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of the last steps of failovers. Of two records of one step the first that is read
 * counts, as in the decision log. For one thread at a time.
 */
final class KnownSpans {

  /** A failover of three members takes about fifteen. */
  private static final int MOST = 10_000;

  private final Map<EventIdentity, Known> spans =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<EventIdentity, Known> eldest) {
          return size() > MOST;
        }
      };

  Optional<Known> of(EventIdentity step) {
    return Optional.ofNullable(step).map(spans::get);
  }

  void published(EventIdentity step, SpanContext span, Instant now) {
    spans.putIfAbsent(step, new Known(span, now, false));
  }

  void read(EventIdentity step, SpanContext span, Instant now) {
    Known known = spans.get(step);
    if (known == null || !known.read()) {
      spans.put(step, new Known(span, now, true));
    }
  }
}
