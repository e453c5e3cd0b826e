package dev.understudy.dns.application;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.dns.domain.CatchUp;
import dev.understudy.dns.domain.Fact;
import dev.understudy.dns.domain.NameBook;
import dev.understudy.dns.domain.WantedName;
import dev.understudy.dns.domain.zone.DnsName;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps names as the topics want them. All state belongs to the owner's one thread; its public
 * methods may be called from any.
 *
 * <p>An announcement that the bus doesn't take is tried again, at growing intervals, until it does
 * or the name is wanted otherwise: one per name waits at most.
 *
 * <p>Names are independent of one another. Within a name the newest wish counts: an older one that
 * is still being tried is given up.
 */
public final class NameKeeper {

  /** What it says in announcements about how a name is published. */
  public static final String PROVIDER = "rfc2136";

  private static final Logger LOG = Logger.getLogger(NameKeeper.class);

  private final NameBook book;
  private final CatchUp catchUp;
  private final List<ServerSession> sessions;
  private final Announcer announcer;
  private final PublishingMeter meter;
  private final RetryPolicy retries;
  private final ScheduledExecutorService owner;
  private final LongSupplier nanos;
  private final Map<Slot, Cancellable> running = new HashMap<>();
  private final DriftAudit audit;
  private volatile boolean following;

  /** One name of one instance: two instances that want the same name must not share it. */
  private record Slot(InstanceId instance, DnsName name) {}

  /**
   * @param owner its one thread owns all state
   * @param nanos a monotonic time
   * @param concurrency how many names are worked on at a time at each server
   * @param pace how often the servers are asked whether all is still as published
   */
  public NameKeeper(
      NameBook book,
      CatchUp catchUp,
      List<DnsServer> servers,
      Announcer announcer,
      PublishingMeter meter,
      RetryPolicy retries,
      ScheduledExecutorService owner,
      LongSupplier nanos,
      int concurrency,
      AuditPace pace) {
    this.book = book;
    this.catchUp = catchUp;
    this.announcer = announcer;
    this.meter = meter;
    this.retries = retries;
    this.owner = owner;
    this.nanos = nanos;
    this.sessions =
        servers.stream()
            .map(server -> new ServerSession(server, retries, meter, owner, concurrency))
            .toList();
    this.audit = new DriftAudit(this::settled, sessions, meter, pace, owner);
  }

  /** Whether the topics' past has been read and names are being kept. */
  public boolean isFollowing() {
    return following;
  }

  /** Partitions were assigned and will be read from their beginning. */
  public void assigned(Map<CatchUp.Partition, CatchUp.Extent> extents) {
    owner.execute(
        () -> {
          catchUp.assigned(extents);
          followWhenCaughtUp(nanos.getAsLong());
        });
  }

  /**
   * A record was read.
   *
   * @return completes when it was taken note of; what it asks for may take longer
   */
  public CompletionStage<Void> read(CatchUp.Partition partition, long offset, Fact fact) {
    long readAt = nanos.getAsLong();
    return CompletableFuture.runAsync(
        () -> {
          if (catchUp.isNew(partition, offset)) {
            fact.changedInstance().ifPresent(audit::interrupt);
            book.learn(fact).forEach(name -> pursue(name, readAt));
            followWhenCaughtUp(readAt);
          }
        },
        owner);
  }

  /** Gives up whatever is still being tried. */
  public void stop() {
    owner.execute(
        () -> {
          audit.stop();
          running.values().forEach(Cancellable::cancel);
          running.clear();
        });
  }

  private void followWhenCaughtUp(long readAt) {
    if (!following && catchUp.isDone()) {
      following = true;
      List<WantedName> names = book.historyRead();
      LOG.infof("The topology has been read; keeping %d names", names.size());
      names.forEach(name -> pursue(name, readAt));
      audit.start();
    }
  }

  /** The names that nothing is being done about. */
  private List<WantedName> settled() {
    return book.kept().stream()
        .filter(name -> !running.containsKey(new Slot(name.instance(), name.name())))
        .toList();
  }

  private void pursue(WantedName wanted, long readAt) {
    Slot slot = new Slot(wanted.instance(), wanted.name());
    Cancellable older = running.remove(slot);
    if (older != null) {
      older.cancel();
    }
    // Results always come back through the owner's queue, so never before this is noted.
    running.put(
        slot,
        settleEverywhere(wanted, readAt)
            .emitOn(owner)
            .subscribe()
            .with(done -> finished(slot), failure -> broken(slot, failure)));
    meter.pending(running.size());
  }

  private Uni<Void> settleEverywhere(WantedName wanted, long readAt) {
    return Uni.join()
        .all(sessions.stream().map(session -> session.settle(wanted)).toList())
        .andFailFast()
        .flatMap(
            outcomes -> {
              if (outcomes.contains(Outcome.STALE)) {
                return Uni.createFrom().voidItem();
              }
              meter.verified(Duration.ofNanos(nanos.getAsLong() - readAt));
              return tell(
                  wanted, outcomes.contains(Outcome.UPDATED) ? Outcome.UPDATED : Outcome.UNCHANGED);
            });
  }

  private Uni<Void> tell(WantedName wanted, Outcome outcome) {
    List<String> servers = sessions.stream().map(ServerSession::serverName).toList();
    EndpointPublished endpoint = wanted.published(PROVIDER, servers);
    About about = About.event(endpoint);
    about
        .because(outcome)
        .log(
            () ->
                LOG.infof(
                    "%s -> %s at epoch %s, verified at %s",
                    wanted.name(),
                    wanted.isWithdrawal() ? "withdrawn" : wanted.addresses(),
                    wanted.epoch(),
                    servers));
    if (book.isTold(wanted)) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> announcement =
        Uni.createFrom()
            .deferred(() -> announcer.announce(endpoint))
            .emitOn(owner)
            .onFailure()
            .invoke(
                e ->
                    about.log(
                        () ->
                            LOG.debugf(
                                "%s could not be announced: %s", wanted.name(), e.getMessage())));
    return retries
        .apply(announcement, owner)
        .invoke(() -> book.learn(new Fact.Published(endpoint)));
  }

  private void finished(Slot slot) {
    running.remove(slot);
    meter.pending(running.size());
  }

  private void broken(Slot slot, Throwable failure) {
    finished(slot);
    About.instance(slot.instance())
        .log(() -> LOG.errorf(failure, "%s is given up: an error in this program", slot.name()));
  }
}
