package dev.understudy.bus.tracing;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.Vantage;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The suspicions that vantages tell of: what is decided is due to the first of them. Every
 * orchestrator reads them in one order, so all agree on which that is. For one thread at a time.
 */
final class Suspicions {

  private final Map<InstanceId, Map<Vantage, Known>> standing = new HashMap<>();

  void heard(InstanceId instance, Vantage vantage, SpanContext span, Instant now) {
    standing
        .computeIfAbsent(instance, unsuspected -> new LinkedHashMap<>())
        .putIfAbsent(vantage, new Known(span, now, true));
  }

  /** The vantage hears from the primary again. */
  void ended(InstanceId instance, Vantage vantage) {
    standing.computeIfPresent(
        instance,
        (suspected, byVantage) -> {
          byVantage.remove(vantage);
          return byVantage.isEmpty() ? null : byVantage;
        });
  }

  /** Those that stand, the first one first. */
  List<Known> of(InstanceId instance) {
    return List.copyOf(standing.getOrDefault(instance, Map.of()).values());
  }
}
