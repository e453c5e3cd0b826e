package dev.understudy.dns.application;

import dev.understudy.bus.log.About;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.dns.domain.Reconciliation;
import dev.understudy.dns.domain.Reconciliation.Step;
import dev.understudy.dns.domain.ServerView;
import dev.understudy.dns.domain.WantedName;
import dev.understudy.dns.domain.zone.DnsName;
import dev.understudy.dns.domain.zone.ZoneUpdate;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * Brings names up to date at one server. What was verified is remembered, so that a failover costs
 * one update and one look; what isn't known for sure is looked up first. To be used on its owner's
 * thread.
 */
final class ServerSession {

  private static final Logger LOG = Logger.getLogger(ServerSession.class);

  /** How often a name may turn out changed by others before the next try has to wait. */
  private static final int MOST_DRIFTS_PER_TRY = 3;

  private final DnsServer server;
  private final RetryPolicy retries;
  private final PublishingMeter meter;
  private final ScheduledExecutorService owner;
  private final Turnstile turnstile;
  private final TroubleLog troubles;
  private final Map<DnsName, ServerView> verified = new HashMap<>();

  ServerSession(
      DnsServer server,
      RetryPolicy retries,
      PublishingMeter meter,
      ScheduledExecutorService owner,
      int concurrency) {
    this.server = server;
    this.retries = retries;
    this.meter = meter;
    this.owner = owner;
    this.troubles = new TroubleLog(server.name(), meter);
    this.turnstile = new Turnstile(concurrency);
  }

  String serverName() {
    return server.name();
  }

  /** Tries until the server holds the name as wanted, or knows better. */
  Uni<Outcome> settle(WantedName wanted) {
    boolean first = wanted.kind() == EndpointKind.PRIMARY;
    TroubleLog.OfName trouble = troubles.of(wanted);
    Uni<Outcome> once =
        turnstile
            .pass(first, () -> attempt(wanted))
            .onFailure()
            .invoke(trouble::failed)
            .onItem()
            .invoke(trouble::succeeded);
    return retries.apply(once, owner);
  }

  /**
   * Looks whether the name is still as it was verified, and changes nothing. The three questions of
   * one look aren't answered at one moment, so what seems wrong is looked at once more.
   *
   * @return what the server holds, if somebody has changed it
   */
  Uni<Optional<ServerView>> inspect(WantedName wanted) {
    return turnstile
        .pass(
            false,
            () ->
                read(wanted)
                    .flatMap(
                        view ->
                            Reconciliation.isDrift(view, wanted)
                                ? read(wanted)
                                : Uni.createFrom().item(view)))
        .map(view -> Optional.of(view).filter(seen -> Reconciliation.isDrift(seen, wanted)))
        .onItem()
        .invoke(seen -> troubles.answered())
        .onFailure()
        .invoke(troubles.of(wanted)::failed);
  }

  /** Tries once to put right what was found. */
  Uni<Outcome> repair(WantedName wanted, ServerView found) {
    verified.remove(wanted.name());
    meter.tried(Outcome.DRIFT);
    TroubleLog.OfName trouble = troubles.of(wanted);
    return turnstile
        .pass(
            wanted.kind() == EndpointKind.PRIMARY,
            () -> approach(wanted, found, MOST_DRIFTS_PER_TRY))
        .onFailure()
        .invoke(trouble::failed)
        .onItem()
        .invoke(trouble::succeeded);
  }

  private Uni<Outcome> attempt(WantedName wanted) {
    // Until it is verified again, nobody knows what an unanswered update did.
    ServerView known = verified.remove(wanted.name());
    return known == null
        ? read(wanted).flatMap(view -> approach(wanted, view, MOST_DRIFTS_PER_TRY))
        : approach(wanted, known, MOST_DRIFTS_PER_TRY);
  }

  private Uni<Outcome> approach(WantedName wanted, ServerView view, int driftsLeft) {
    Step step = Reconciliation.next(view, wanted);
    if (step instanceof Step.Send send) {
      return server
          .update(send.update())
          .emitOn(owner)
          .flatMap(
              applied ->
                  applied ? verify(wanted) : drifted(wanted, view, send.update(), driftsLeft));
    } else if (step instanceof Step.Stale stale) {
      about(wanted, Outcome.STALE).log(() -> tellStale(wanted, stale));
      return Uni.createFrom().item(Outcome.STALE);
    } else if (step instanceof Step.Foreign foreign) {
      return failure(Outcome.FOREIGN, "it belongs to instance " + foreign.guard().instance());
    }
    verified.put(wanted.name(), view);
    return Uni.createFrom().item(Outcome.UNCHANGED);
  }

  private void tellStale(WantedName wanted, Step.Stale stale) {
    LOG.warnf(
        "%s at %s is left alone: epoch %s moved it, and epoch %s is older. If the instance was"
            + " created anew, delete the name and its _understudy TXT record there.",
        wanted.name(), server.name(), stale.guard().epoch(), wanted.epoch());
  }

  /** What a log line about this name is about. */
  static About about(WantedName wanted, Outcome outcome) {
    return About.instance(wanted.instance()).in(wanted.epoch()).because(outcome);
  }

  private Uni<Outcome> verify(WantedName wanted) {
    return read(wanted)
        .flatMap(
            view -> {
              if (Reconciliation.next(view, wanted) instanceof Step.Settled) {
                verified.put(wanted.name(), view);
                return Uni.createFrom().item(Outcome.UPDATED);
              }
              return failure(Outcome.NOT_VERIFIED, "after the update it still holds " + view);
            });
  }

  private Uni<Outcome> drifted(
      WantedName wanted, ServerView believed, ZoneUpdate update, int driftsLeft) {
    meter.tried(Outcome.DRIFT);
    if (driftsLeft == 0) {
      return failure(Outcome.DRIFT, "others keep changing it");
    }
    return read(wanted)
        .flatMap(
            actual -> {
              about(wanted, Outcome.DRIFT)
                  .log(
                      () ->
                          LOG.warnf(
                              "drift: %s at %s holds %s, not %s as believed; %d changes wait",
                              wanted.name(),
                              server.name(),
                              actual,
                              believed,
                              update.changes().size()));
              return approach(wanted, actual, driftsLeft - 1);
            });
  }

  private Uni<ServerView> read(WantedName wanted) {
    return server.read(wanted.name()).emitOn(owner);
  }

  private static Uni<Outcome> failure(Outcome outcome, String message) {
    return Uni.createFrom().failure(new DnsFailure(outcome, message));
  }
}
