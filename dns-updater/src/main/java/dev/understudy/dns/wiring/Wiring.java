package dev.understudy.dns.wiring;

import dev.understudy.dns.adapter.kafka.TopicExtents;
import dev.understudy.dns.adapter.rfc2136.Rfc2136Server;
import dev.understudy.dns.adapter.server.EmbeddedDnsServer;
import dev.understudy.dns.application.Announcer;
import dev.understudy.dns.application.AuditPace;
import dev.understudy.dns.application.DnsServer;
import dev.understudy.dns.application.EmbeddedServerState;
import dev.understudy.dns.application.NameKeeper;
import dev.understudy.dns.application.PublishingMeter;
import dev.understudy.dns.application.ServerAddress;
import dev.understudy.dns.domain.CatchUp;
import dev.understudy.dns.domain.NameBook;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plugs the parts together. */
@Singleton
public class Wiring {

  private static final Duration LONGEST_BIND = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final ScheduledExecutorService owner =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "names"));
  private final DnsSettings settings;
  private final Optional<EmbeddedDnsServer> embedded;
  private final NameKeeper keeper;

  Wiring(DnsConfig config, Vertx vertx, Announcer announcer, PublishingMeter meter) {
    this.settings = DnsSettings.of(config);
    this.embedded = settings.embedded().map(where -> bind(where, vertx));
    this.keeper =
        new NameKeeper(
            new NameBook(settings.rules()),
            new CatchUp(TopicExtents.TOPICS),
            servers(),
            announcer,
            meter,
            settings.retries(),
            owner,
            System::nanoTime,
            settings.concurrency(),
            new AuditPace(
                settings.auditInterval(), () -> ThreadLocalRandom.current().nextDouble()));
  }

  /** Before the first record is read, the embedded server is bound. */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event,
      NameKeeper ready) {
    if (ready.isFollowing()) {
      throw new IllegalStateException("names must not be kept before the start");
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    keeper.stop();
    owner.shutdown();
    owner.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    embedded.ifPresent(EmbeddedDnsServer::stop);
  }

  @Produces
  @Singleton
  NameKeeper keeper() {
    return keeper;
  }

  @Produces
  @Singleton
  EmbeddedServerState embeddedServer() {
    return () -> embedded.map(EmbeddedDnsServer::isBound).orElse(true);
  }

  private List<DnsServer> servers() {
    List<ServerAddress> addresses =
        settings.servers().isEmpty()
            ? List.of(embedded.orElseThrow().address())
            : settings.servers();
    return addresses.stream().<DnsServer>map(this::server).toList();
  }

  private Rfc2136Server server(ServerAddress address) {
    return new Rfc2136Server(
        address,
        settings.rules().zone(),
        settings.key(),
        settings.timeout(),
        owner,
        Infrastructure.getDefaultWorkerPool());
  }

  private EmbeddedDnsServer bind(DnsSettings.Embedded where, Vertx vertx) {
    String place = where.address() + ":" + where.port();
    try {
      EmbeddedDnsServer server =
          new EmbeddedDnsServer(
              vertx,
              InetAddress.getByName(where.address()),
              where.port(),
              settings.rules().zone(),
              settings.key(),
              Clock.systemUTC().instant().getEpochSecond(),
              settings.rules().ttlSeconds());
      server
          .start()
          .toCompletionStage()
          .toCompletableFuture()
          .get(LONGEST_BIND.toMillis(), TimeUnit.MILLISECONDS);
      return server;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("understudy.dns.embedded.address: " + place, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the embedded DNS server can't listen at " + place + ": " + e.getCause().getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the embedded DNS server can't listen at " + place, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
