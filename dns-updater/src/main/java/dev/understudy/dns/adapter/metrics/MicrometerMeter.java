package dev.understudy.dns.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.DnsMetrics;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.PublishingMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts for Prometheus. */
@ApplicationScoped
public class MicrometerMeter implements PublishingMeter {

  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer duration;
  private final AtomicInteger pending = new AtomicInteger();
  private final Map<String, AtomicInteger> drift = new HashMap<>();
  private final MeterRegistry meters;

  MicrometerMeter(MeterRegistry meters) {
    this.meters = meters;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, DnsMetrics.UPDATES.counter(meters, Catalogue.labelValue(outcome)));
    }
    duration = DnsMetrics.UPDATE_DURATION.timer(meters);
    DnsMetrics.PENDING.gauge(meters, pending, AtomicInteger::get);
  }

  @Override
  public void tried(Outcome outcome) {
    outcomes.get(outcome).increment();
  }

  @Override
  public void verified(Duration sinceAsked) {
    duration.record(sinceAsked);
  }

  /** There are as many servers as the settings name. */
  @Override
  public void drift(String server, int names) {
    drift.computeIfAbsent(server, this::driftGauge).set(names);
  }

  private AtomicInteger driftGauge(String server) {
    AtomicInteger names = new AtomicInteger();
    DnsMetrics.DRIFT.gauge(meters, names, AtomicInteger::get, server);
    return names;
  }

  @Override
  public void pending(int names) {
    pending.set(names);
  }
}
