package dev.understudy.prober.adapter.metrics;

import dev.understudy.bus.metrics.Catalogue;
import dev.understudy.bus.metrics.MemberMetrics;
import dev.understudy.bus.metrics.Metric;
import dev.understudy.bus.metrics.Samples;
import dev.understudy.bus.metrics.ScrapedMetrics;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.prober.application.MemberMeters;
import dev.understudy.prober.domain.AttachedReplica;
import dev.understudy.prober.domain.Figure;
import dev.understudy.prober.domain.MemberReading;
import dev.understudy.prober.domain.Target;
import dev.understudy.prober.domain.Vitals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Prometheus sees of the members. Between two scrapes a member costs one reference to its last
 * reading: the loop puts it there, and a scrape reads it.
 */
public final class MemberGauges extends ScrapedMetrics {

  private static final Map<Figure, Metric> FIGURES = new EnumMap<>(Figure.class);

  static {
    for (Figure figure : Figure.values()) {
      FIGURES.put(figure, MemberMetrics.ofInfoField(figure.field()));
    }
  }

  private final Vantage vantage;
  private final Set<Shown> members = ConcurrentHashMap.newKeySet();

  public MemberGauges(Vantage vantage) {
    this.vantage = vantage;
  }

  MemberMeters member(Target target) {
    Shown shown = new Shown(target);
    members.add(shown);
    return shown;
  }

  @Override
  protected void sample(Samples samples) {
    members.forEach(member -> member.sample(samples));
  }

  private final class Shown implements MemberMeters {

    private final Map<MemberRole, List<String>> labels = new EnumMap<>(MemberRole.class);
    private volatile MemberReading reading;

    private Shown(Target target) {
      for (MemberRole role : MemberRole.values()) {
        labels.put(
            role,
            List.of(
                target.instance().value(),
                target.member().value(),
                Catalogue.labelValue(role),
                target.region(),
                target.zone(),
                vantage.value()));
      }
    }

    @Override
    public void show(MemberReading newest) {
      reading = newest;
    }

    @Override
    public void close() {
      members.remove(this);
    }

    private void sample(Samples samples) {
      MemberReading last = reading;
      if (last == null) {
        return;
      }
      List<String> own = labels.get(last.role());
      samples.add(MemberMetrics.UP, last.vitals() == null ? 0 : 1, own);
      if (last.vitals() != null) {
        sampleVitals(samples, last.vitals(), own);
      }
      if (last.lagBytes() != null) {
        samples.add(MemberMetrics.LAG_BYTES, last.lagBytes(), own);
      }
      if (last.lagMillis() != null) {
        samples.add(MemberMetrics.LAG_SECONDS, last.lagMillis() / 1e3, own);
      }
    }
  }

  private static void sampleVitals(Samples samples, Vitals vitals, List<String> own) {
    samples.add(
        MemberMetrics.INSTANCE_INFO,
        1,
        with(own, vitals.version(), vitals.mode(), vitals.os(), vitals.evictionPolicy()));
    List<String> following = with(own, vitals.upstreamHost(), vitals.upstreamPort());
    FIGURES.forEach(
        (figure, metric) -> {
          if (vitals.figures().has(figure)) {
            List<String> labels = MemberMetrics.namesUpstream(metric) ? following : own;
            samples.add(metric, vitals.figures().get(figure), labels);
          }
        });
    for (AttachedReplica replica : vitals.replicas()) {
      List<String> labels = with(own, replica.ip(), replica.port(), replica.state());
      samples.add(MemberMetrics.REPLICA_OFFSET, replica.offset(), labels);
      samples.add(MemberMetrics.REPLICA_LAG, replica.lagSeconds(), labels);
    }
  }

  private static List<String> with(List<String> own, String... more) {
    List<String> labels = new ArrayList<>(own.size() + more.length);
    labels.addAll(own);
    labels.addAll(List.of(more));
    return labels;
  }
}
