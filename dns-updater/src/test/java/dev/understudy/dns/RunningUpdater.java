package dev.understudy.dns;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.adapter.kafka.TopicExtents;
import dev.understudy.dns.adapter.rfc2136.Rfc2136Server;
import dev.understudy.dns.application.AuditPace;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.dns.application.NameKeeper;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.PublishingMeter;
import dev.understudy.dns.application.RetryPolicy;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.application.TsigKey;
import dev.understudy.dns.domain.CatchUp;
import dev.understudy.dns.domain.Fact;
import dev.understudy.dns.domain.NameBook;
import dev.understudy.dns.domain.NamingRules;
import dev.understudy.dns.domain.zone.DnsName;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The real updater against real servers; only Kafka is left out. */
public final class RunningUpdater implements AutoCloseable {

  private static final CatchUp.Partition TOPOLOGY = new CatchUp.Partition("understudy.topology", 0);

  public final List<EndpointPublished> announced = new CopyOnWriteArrayList<>();
  public final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
  public final List<Duration> durations = new CopyOnWriteArrayList<>();
  public volatile int pending;

  /** By server: how many names had drifted at the last look. */
  public final Map<String, Integer> drift = new ConcurrentHashMap<>();

  /** The most that {@link #drift} has shown of any server. */
  public volatile int mostDrift;

  private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService lookups = Executors.newSingleThreadExecutor();
  private final AtomicLong offset = new AtomicLong();
  private final NameKeeper keeper;

  /** One that looks for drift once an hour: never, in a test. */
  public RunningUpdater(String zone, TsigKey key, ServerAddress... addresses) {
    this(zone, key, Duration.ofHours(1), addresses);
  }

  public RunningUpdater(
      String zone, TsigKey key, Duration auditInterval, ServerAddress... addresses) {
    DnsName origin = DnsName.of(zone);
    List<DnsServer> servers =
        List.of(addresses).stream()
            .<DnsServer>map(
                address ->
                    new Rfc2136Server(address, origin, key, Duration.ofMillis(500), owner, lookups))
            .toList();
    keeper =
        new NameKeeper(
            new NameBook(new NamingRules(origin, 5)),
            new CatchUp(TopicExtents.TOPICS),
            servers,
            endpoint -> Uni.createFrom().voidItem().invoke(() -> announced.add(endpoint)),
            new Recorder(),
            new RetryPolicy(Duration.ofMillis(20), Duration.ofMillis(200)),
            owner,
            System::nanoTime,
            16,
            new AuditPace(auditInterval, () -> 0.5));
    keeper.assigned(
        TopicExtents.TOPICS.stream()
            .collect(
                Collectors.toMap(
                    topic -> new CatchUp.Partition(topic, 0), topic -> new CatchUp.Extent(0, 0))));
  }

  public void learn(TopologySnapshot snapshot) {
    learn(new Fact.Topology(snapshot));
  }

  public void learn(Fact fact) {
    keeper.read(TOPOLOGY, offset.getAndIncrement(), fact).toCompletableFuture().join();
  }

  /** What was announced last of a name. */
  public EndpointPublished last(String name) {
    return announced.stream().filter(e -> e.name().equals(name)).reduce((a, b) -> b).orElse(null);
  }

  @Override
  public void close() {
    keeper.stop();
    owner.shutdown();
    lookups.shutdown();
  }

  private final class Recorder implements PublishingMeter {

    @Override
    public void tried(Outcome outcome) {
      outcomes.add(outcome);
    }

    @Override
    public void verified(Duration sinceAsked) {
      durations.add(sinceAsked);
    }

    @Override
    public void drift(String server, int names) {
      drift.put(server, names);
      mostDrift = Math.max(mostDrift, names);
    }

    @Override
    public void pending(int names) {
      pending = names;
    }
  }
}
