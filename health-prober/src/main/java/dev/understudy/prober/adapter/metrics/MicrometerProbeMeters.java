package dev.understudy.prober.adapter.metrics;

import dev.understudy.contracts.health.Outcome;
import dev.understudy.prober.application.ProbeMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters without a tag per instance or member: their number doesn't grow with the fleet. */
public final class MicrometerProbeMeters implements ProbeMeters {

  private final Map<Outcome, Timer> probes = new EnumMap<>(Outcome.class);
  private final Counter skipped;
  private final Counter dropped;
  private final AtomicInteger instances;
  private final AtomicInteger members;

  public MicrometerProbeMeters(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      probes.put(outcome, probeTimer(registry, outcome));
    }
    skipped =
        Counter.builder("understudy.probe.rounds.skipped")
            .description("Rounds that were due but not run, because the prober was late")
            .register(registry);
    dropped =
        Counter.builder("understudy.observations.dropped")
            .description("Observations that the bus didn't get")
            .register(registry);
    instances = registry.gauge("understudy.prober.instances", new AtomicInteger());
    members = registry.gauge("understudy.prober.members", new AtomicInteger());
  }

  private static Timer probeTimer(MeterRegistry registry, Outcome outcome) {
    return Timer.builder("understudy.probe.duration")
        .description("From the question to a member to its answer, or to giving up on the round")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  @Override
  public void probed(Outcome outcome, long nanos) {
    probes.get(outcome).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void skipped(long rounds) {
    skipped.increment(rounds);
  }

  @Override
  public void dropped() {
    dropped.increment();
  }

  @Override
  public void watching(int instanceCount, int memberCount) {
    instances.set(instanceCount);
    members.set(memberCount);
  }
}
