package dev.understudy.dns.adapter.metrics;

import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.PublishingMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts for Prometheus. */
@ApplicationScoped
public class MicrometerMeter implements PublishingMeter {

  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer duration;
  private final AtomicInteger pending;

  MicrometerMeter(MeterRegistry meters) {
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("understudy.dns.updates")
              .description("Tries to bring a name up to date at a server")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
    duration =
        Timer.builder("understudy.dns.update.duration")
            .description("From reading a snapshot to a name verified at every server")
            .register(meters);
    pending = meters.gauge("understudy.dns.pending", new AtomicInteger());
  }

  @Override
  public void tried(Outcome outcome) {
    outcomes.get(outcome).increment();
  }

  @Override
  public void verified(Duration sinceAsked) {
    duration.record(sinceAsked);
  }

  @Override
  public void pending(int names) {
    pending.set(names);
  }
}
