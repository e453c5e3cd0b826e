package dev.understudy.node.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.Metric;
import dev.understudy.bus.metrics.NodeMetrics;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.Resync;
import dev.understudy.node.application.Telemetry;
import dev.understudy.node.application.WritePermit;
import dev.understudy.node.domain.MemberIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Counts what the members do, and shows how long each lease still lasts. */
public final class NodeMeters implements Telemetry {

  private final MeterRegistry registry;
  private final Map<MemberIdentity, Hosted> members = new ConcurrentHashMap<>();

  public NodeMeters(MeterRegistry registry) {
    this.registry = registry;
    NodeMetrics.MEMBERS.gauge(registry, members, Map::size);
  }

  /** What a member says when it is hosted no more is not counted: nothing of it is shown. */
  @Override
  public void said(MemberEvent event) {
    Hosted hosted = members.get(new MemberIdentity(event.instance(), event.member(), event.node()));
    if (hosted == null) {
      return;
    }
    if (event instanceof MemberExited) {
      hosted.exits.increment();
    } else if (event instanceof MemberPromoted) {
      hosted.promotions.increment();
    } else if (event instanceof MemberFenced fenced) {
      hosted.fences.get(fenced.method()).increment();
    } else if (event instanceof MemberFollowing following) {
      hosted.resyncs.get(following.resync()).increment();
    }
  }

  @Override
  public void hosts(MemberIdentity member, WritePermit permit) {
    hostsNoMore(member);
    members.put(member, new Hosted(member, permit));
  }

  @Override
  public void hostsNoMore(MemberIdentity member) {
    Hosted former = members.remove(member);
    if (former != null) {
      former.meters.forEach(registry::remove);
    }
  }

  /** One member's meters, all at zero from the start, so that the first event is seen as a rise. */
  private final class Hosted {

    private final MemberIdentity id;
    private final List<Meter> meters = new ArrayList<>();
    private final Counter exits;
    private final Counter promotions;
    private final Map<FenceMethod, Counter> fences = new EnumMap<>(FenceMethod.class);
    private final Map<Resync, Counter> resyncs = new EnumMap<>(Resync.class);

    private Hosted(MemberIdentity id, WritePermit permit) {
      this.id = id;
      String instance = id.instance().value();
      String member = id.member().value();
      meters.add(seconds(NodeMetrics.LEASE_REMAINING, permit, WritePermit::leaseRemaining));
      meters.add(seconds(NodeMetrics.LEASE_LIFETIME, permit, WritePermit::leaseLifetime));
      meters.add(
          NodeMetrics.FAILSAFE.gauge(
              registry, permit, is -> is.failsafe() ? 1 : 0, instance, member));
      exits = kept(NodeMetrics.EXITS.counter(registry, instance, member));
      promotions = kept(NodeMetrics.PROMOTIONS.counter(registry, instance, member));
      for (FenceMethod method : FenceMethod.values()) {
        fences.put(method, counter(NodeMetrics.FENCES, method));
      }
      for (Resync kind : Resync.values()) {
        resyncs.put(kind, counter(NodeMetrics.RESYNCS, kind));
      }
    }

    private Meter seconds(Metric metric, WritePermit permit, Function<WritePermit, Duration> time) {
      return metric.gauge(
          registry,
          permit,
          asked -> time.apply(asked).toNanos() / 1e9,
          id.instance().value(),
          id.member().value());
    }

    private Counter counter(Metric metric, Enum<?> word) {
      return kept(
          metric.counter(
              registry, id.instance().value(), id.member().value(), Catalogue.labelValue(word)));
    }

    private Counter kept(Counter counter) {
      meters.add(counter);
      return counter;
    }
  }
}
