package dev.understudy.simulation.service;

import dev.understudy.contracts.Topics;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.dns.application.AuditPace;
import dev.understudy.dns.application.DnsFailure;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.dns.application.NameKeeper;
import dev.understudy.dns.application.Outcome;
import dev.understudy.dns.application.PublishingMeter;
import dev.understudy.dns.application.RetryPolicy;
import dev.understudy.dns.domain.CatchUp;
import dev.understudy.dns.domain.Fact;
import dev.understudy.dns.domain.NameBook;
import dev.understudy.dns.domain.NamingRules;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import dev.understudy.simulation.bus.BusRecord;
import dev.understudy.simulation.bus.Producer;
import dev.understudy.simulation.bus.Subscription;
import dev.understudy.simulation.core.Actor;
import dev.understudy.simulation.core.Host;
import dev.understudy.simulation.core.Wire;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A dns-updater; its retries come without jitter, which no seed could repeat. */
public final class DnsService implements Service {

  private static final List<String> TOPICS =
      List.of(Topics.TOPOLOGY, Topics.ENDPOINTS, Topics.INSTANCES);
  private static final RetryPolicy RETRIES =
      new RetryPolicy(Duration.ofMillis(50), Duration.ofSeconds(5), 0);
  private static final long ANSWER_NANOS = 1_000_000_000L;
  private static final int TTL_SECONDS = 1;
  private static final Duration AUDIT_INTERVAL = Duration.ofSeconds(30);
  private static final int CONCURRENCY = 64;

  private final Habitat habitat;
  private final Actor actor;
  private final NameServer server;

  public DnsService(Habitat habitat, Host host, String name, NameServer server) {
    this.habitat = habitat;
    this.actor = new Actor(name, host, habitat.agenda());
    this.server = server;
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public void start() {
    actor.start();
    Producer producer = habitat.bus().producer(actor);
    NameKeeper keeper =
        new NameKeeper(
            new NameBook(new NamingRules(NameServer.ORIGIN, TTL_SECONDS)),
            new CatchUp(Set.copyOf(TOPICS)),
            List.of(habitat.rules().dnsServer(new Question())),
            endpoint -> Uni.createFrom().completionStage(() -> producer.publish(endpoint)),
            new NoMeter(),
            RETRIES,
            new OwnerThread(actor),
            () -> actor.host().clock().monotonicNanos(),
            CONCURRENCY,
            new AuditPace(AUDIT_INTERVAL, () -> 0.5));
    Subscription subscription =
        habitat.subscribe(actor, TOPICS, true, record -> read(keeper, record), () -> {});
    Map<CatchUp.Partition, CatchUp.Extent> extents = new HashMap<>();
    subscription.extents(
        (topic, partition, end) ->
            extents.put(new CatchUp.Partition(topic, partition), new CatchUp.Extent(0, end)));
    keeper.assigned(extents);
  }

  private static void read(NameKeeper keeper, BusRecord record) {
    keeper.read(
        new CatchUp.Partition(record.topic(), record.partition()), record.offset(), fact(record));
  }

  /** What {@code adapter.kafka.TopicReader} does. */
  private static Fact fact(BusRecord record) {
    if (record.topic().equals(Topics.INSTANCES)) {
      InstanceId instance = InstanceId.of(record.key());
      return record
          .event()
          .map(InstanceSpec.class::cast)
          .<Fact>map(spec -> new Fact.Specified(instance, Set.copyOf(spec.memberIds())))
          .orElse(new Fact.Deleted(instance));
    }
    return record
        .event()
        .<Fact>map(
            event -> {
              if (event instanceof TopologySnapshot snapshot) {
                return new Fact.Topology(snapshot);
              }
              return event instanceof EndpointPublished endpoint
                  ? new Fact.Published(endpoint)
                  : new Fact.Nothing();
            })
        .orElse(new Fact.Nothing());
  }

  /** The server as this process reaches it. */
  private final class Question implements DnsServer {

    @Override
    public String name() {
      return "ns";
    }

    @Override
    public Uni<ServerView> read(DnsName name) {
      return ask(() -> server.view(name));
    }

    @Override
    public Uni<Boolean> update(ZoneUpdate update) {
      return ask(() -> server.update(update));
    }

    private <T> Uni<T> ask(Supplier<T> question) {
      return Uni.createFrom()
          .completionStage(
              () -> {
                CompletableFuture<T> answer = new CompletableFuture<>();
                Wire there = habitat.network().wire(actor, server.actor());
                Wire back = habitat.network().wire(server.actor(), actor);
                there.send(
                    () -> {
                      T result = question.get();
                      back.send(() -> answer.complete(result));
                    });
                actor.in(
                    ANSWER_NANOS,
                    () ->
                        answer.completeExceptionally(
                            new DnsFailure(Outcome.UNREACHABLE, "no answer")));
                return answer;
              });
    }
  }

  /** Nobody scrapes here. */
  private static final class NoMeter implements PublishingMeter {
    @Override
    public void tried(Outcome outcome) {}

    @Override
    public void verified(Duration sinceAsked) {}

    @Override
    public void drift(String server, int names) {}

    @Override
    public void pending(int names) {}
  }
}
