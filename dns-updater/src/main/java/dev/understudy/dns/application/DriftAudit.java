package dev.understudy.dns.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.WantedName;
import dev.understudy.dns.domain.zone.DnsName;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks from time to time whether every server still holds what was published, and puts right what
 * somebody else has changed, by the same compare-and-set update as every change. What should be
 * there is asked anew in every round, and a look ends when news of its instance arrive: so a repair
 * never writes what has been overtaken. To be used on its owner's thread.
 */
final class DriftAudit {

  private static final Logger LOG = Logger.getLogger(DriftAudit.class);

  private final Supplier<List<WantedName>> kept;
  private final List<ServerSession> sessions;
  private final PublishingMeter meter;
  private final AuditPace pace;
  private final ScheduledExecutorService owner;
  private final Map<Look, Cancellable> looks = new HashMap<>();
  private final Map<ServerSession, Set<DnsName>> drifted = new HashMap<>();
  private ScheduledFuture<?> next;

  /** One name of one instance at one server. */
  private record Look(InstanceId instance, DnsName name, ServerSession session) {}

  /**
   * @param kept what should be there now, without the names that are being changed
   */
  DriftAudit(
      Supplier<List<WantedName>> kept,
      List<ServerSession> sessions,
      PublishingMeter meter,
      AuditPace pace,
      ScheduledExecutorService owner) {
    this.kept = kept;
    this.sessions = sessions;
    this.meter = meter;
    this.pace = pace;
    this.owner = owner;
    for (ServerSession session : sessions) {
      drifted.put(session, new HashSet<>());
      meter.drift(session.serverName(), 0);
    }
  }

  /** Looks from now on. */
  void start() {
    next = owner.schedule(this::round, pace.nextNanos(), TimeUnit.NANOSECONDS);
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
    looks.values().forEach(Cancellable::cancel);
    looks.clear();
  }

  /** There is news: what is being looked at may not be wanted any more. */
  void interrupt(InstanceId instance) {
    for (Iterator<Map.Entry<Look, Cancellable>> each = looks.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Look, Cancellable> look = each.next();
      if (look.getKey().instance().equals(instance)) {
        each.remove();
        look.getValue().cancel();
      }
    }
  }

  private void round() {
    start();
    try {
      lookAtAll(kept.get());
    } catch (RuntimeException e) {
      LOG.error("a look at the servers failed: an error in this program", e);
    }
  }

  private void lookAtAll(List<WantedName> names) {
    Set<DnsName> wanted = names.stream().map(WantedName::name).collect(Collectors.toSet());
    for (ServerSession session : sessions) {
      drifted.get(session).retainAll(wanted);
      show(session);
      names.forEach(name -> look(session, name));
    }
  }

  private void look(ServerSession session, WantedName wanted) {
    Look look = new Look(wanted.instance(), wanted.name(), session);
    if (looks.containsKey(look)) {
      return;
    }
    Uni<Void> work =
        session
            .inspect(wanted)
            .flatMap(
                found ->
                    found
                        .map(view -> repair(session, wanted, view))
                        .orElseGet(() -> inOrder(session, wanted)));
    // Results always come back through the owner's queue, so never before this is noted.
    looks.put(
        look,
        work.emitOn(owner)
            .subscribe()
            // What failed is logged by the session; the next round looks again.
            .with(done -> looks.remove(look), failure -> looks.remove(look)));
  }

  private Uni<Void> repair(ServerSession session, WantedName wanted, ServerView found) {
    ServerSession.about(wanted, Outcome.DRIFT)
        .log(
            () ->
                LOG.warnf(
                    "drift: somebody changed %s at %s: it holds %s, not %s of epoch %s; putting it"
                        + " right",
                    wanted.name(),
                    session.serverName(),
                    found,
                    wanted.addresses(),
                    wanted.epoch()));
    drifted.get(session).add(wanted.name());
    show(session);
    return session
        .repair(wanted, found)
        .invoke(
            outcome ->
                ServerSession.about(wanted, outcome)
                    .log(
                        () ->
                            LOG.infof(
                                "drift: %s at %s: %s",
                                wanted.name(), session.serverName(), outcome)))
        .replaceWithVoid();
  }

  private Uni<Void> inOrder(ServerSession session, WantedName wanted) {
    if (drifted.get(session).remove(wanted.name())) {
      show(session);
    }
    return Uni.createFrom().voidItem();
  }

  private void show(ServerSession session) {
    meter.drift(session.serverName(), drifted.get(session).size());
  }
}
