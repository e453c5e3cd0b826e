package dev.understudy.node.application;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.node.domain.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Publishes, and knows how to behave while the bus is out of reach. Confined to the core's thread.
 *
 * <ul>
 *   <li>Events that must arrive are kept until they have, the newest {@value #MOST_KEPT} of them,
 *       and sent again in their order after a failure, one every 500 ms until one gets through.
 *   <li>Of reports and heartbeats {@value #MOST_REPORTS} are under way at most, and none is sent
 *       again: the next one says it anew.
 *   <li>A renewal of a lease is tried once. One that arrives late does no harm: it counts from when
 *       it was sent.
 * </ul>
 *
 * <p>Nothing is sent that has waited for ten seconds; the bus itself says that it is away.
 */
public final class RetryingOutbox implements Outbox {

  private static final Logger LOG = Logger.getLogger(RetryingOutbox.class);

  /** Beyond these the oldest is given up: the members' reports say the same by then. */
  private static final int MOST_KEPT = 1024;

  /** Reports under way at once; more say that the bus is slow. */
  private static final int MOST_REPORTS = 64;

  /** How long a heartbeat proves that the bus is within reach. */
  private static final Duration REACHED = NodeAnnounced.HEARTBEAT.multipliedBy(5);

  private static final Duration RETRY = Duration.ofMillis(500);

  private final Function<Event, CompletionStage<Void>> bus;
  private final Core core;
  private final Deque<MemberEvent> kept = new ArrayDeque<>();
  private boolean resending;
  private int reports;
  private long givenUp;
  private Moment reachedAt;

  public RetryingOutbox(Function<Event, CompletionStage<Void>> bus, Core core) {
    this.bus = bus;
    this.core = core;
  }

  @Override
  public void publish(MemberEvent event) {
    if (kept.size() == MOST_KEPT) {
      givenUp++;
      MemberEvent oldest = kept.removeFirst();
      if (givenUp == 1) {
        LOG.errorf("too much waits for the bus; the oldest is given up, first %s", oldest);
      }
    }
    kept.addLast(event);
    if (!resending) {
      send(event);
    }
  }

  private void send(MemberEvent event) {
    send(event, () -> forget(event), failure -> resendLater());
  }

  private void forget(MemberEvent event) {
    for (Iterator<MemberEvent> all = kept.iterator(); all.hasNext(); ) {
      if (all.next() == event) {
        all.remove();
        return;
      }
    }
  }

  private void resendLater() {
    if (!resending) {
      resending = true;
      core.after(RETRY, this::resend);
    }
  }

  private void resend() {
    MemberEvent first = kept.peekFirst();
    if (first == null) {
      resending = false;
      if (givenUp > 0) {
        LOG.warnf("all that was kept is sent; %d events were given up", givenUp);
        givenUp = 0;
      }
      return;
    }
    send(
        first,
        () -> {
          forget(first);
          resend();
        },
        failure -> core.after(RETRY, this::resend));
  }

  @Override
  public void report(MemberReported event) {
    sendReport(event);
  }

  @Override
  public void announce(NodeAnnounced event) {
    sendReport(event);
  }

  private void sendReport(Event event) {
    if (reports < MOST_REPORTS) {
      reports++;
      send(
          event,
          () -> reports--,
          failure -> {
            reports--;
            LOG.debugf("dropped: %s", event);
          });
    }
  }

  @Override
  public void renew(LeaseRenewed renewal) {
    send(renewal, () -> {}, failure -> LOG.debugf("not renewed: %s", failure.getMessage()));
  }

  /** Whether the bus took something a short time ago. */
  public boolean reachesBus() {
    return Optional.ofNullable(reachedAt)
        .filter(moment -> !core.now().isAtLeast(REACHED, moment))
        .isPresent();
  }

  private void send(Event event, Runnable sent, Consumer<Throwable> failed) {
    bus.apply(event)
        .whenComplete(
            (done, failure) ->
                core.execute(
                    () -> {
                      if (failure != null) {
                        failed.accept(failure);
                        return;
                      }
                      reachedAt = core.now();
                      sent.run();
                    }));
  }
}
