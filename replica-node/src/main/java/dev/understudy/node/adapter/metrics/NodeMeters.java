package dev.understudy.node.adapter.metrics;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.node.application.Telemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts what the members do, and shows how long each lease still lasts. */
public final class NodeMeters implements Telemetry {

  private static final String INSTANCE = "instance";

  private final MeterRegistry meters;
  private final Map<InstanceId, Gauge> leases = new ConcurrentHashMap<>();

  public NodeMeters(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("understudy.node.members", leases, Map::size)
        .description("Members hosted here")
        .register(meters);
  }

  @Override
  public void said(MemberEvent event) {
    String instance = event.instance().value();
    if (event instanceof MemberExited) {
      count("understudy.node.exits", INSTANCE, instance);
    } else if (event instanceof MemberPromoted) {
      count("understudy.node.promotions", INSTANCE, instance);
    } else if (event instanceof MemberFenced fenced) {
      count("understudy.node.fences", INSTANCE, instance, "method", fenced.method().name());
    } else if (event instanceof MemberFollowing following) {
      count("understudy.node.resyncs", INSTANCE, instance, "kind", following.resync().name());
    }
  }

  private void count(String name, String... tags) {
    meters.counter(name, tags).increment();
  }

  @Override
  public void hosts(InstanceId instance, Supplier<Duration> leaseRemaining) {
    hostsNoMore(instance);
    leases.put(
        instance,
        Gauge.builder(
                "understudy.node.lease.remaining",
                leaseRemaining,
                remaining -> remaining.get().toNanos() / 1e9)
            .baseUnit("seconds")
            .description("How long the member here may still take writes; 0 without a lease")
            .strongReference(true)
            .tag(INSTANCE, instance.value())
            .register(meters));
  }

  @Override
  public void hostsNoMore(InstanceId instance) {
    Gauge former = leases.remove(instance);
    if (former != null) {
      meters.remove(former);
    }
  }
}
