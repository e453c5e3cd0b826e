package dev.understudy.prober.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.ProberMetrics;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.prober.application.MemberMeters;
import dev.understudy.prober.application.ProbeMeters;
import dev.understudy.prober.domain.Target;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the prober itself: their number doesn't grow with the fleet. */
public final class MicrometerProbeMeters implements ProbeMeters {

  private final Map<Outcome, Timer> probes = new EnumMap<>(Outcome.class);
  private final Counter skipped;
  private final Counter dropped;
  private final AtomicInteger instances = new AtomicInteger();
  private final AtomicInteger members = new AtomicInteger();
  private final MemberGauges gauges;

  /**
   * @param gauges those of the members
   */
  public MicrometerProbeMeters(MeterRegistry registry, MemberGauges gauges) {
    this.gauges = gauges;
    for (Outcome outcome : Outcome.values()) {
      probes.put(
          outcome, ProberMetrics.PROBE_DURATION.timer(registry, Catalogue.labelValue(outcome)));
    }
    skipped = ProberMetrics.ROUNDS_SKIPPED.counter(registry);
    dropped = ProberMetrics.OBSERVATIONS_DROPPED.counter(registry);
    ProberMetrics.INSTANCES.gauge(registry, instances, AtomicInteger::get);
    ProberMetrics.MEMBERS.gauge(registry, members, AtomicInteger::get);
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

  @Override
  public MemberMeters member(Target target) {
    return gauges.member(target);
  }
}
