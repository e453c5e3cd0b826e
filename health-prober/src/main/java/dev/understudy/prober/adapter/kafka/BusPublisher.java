package dev.understudy.prober.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.bus.log.About;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.prober.application.Observation;
import dev.understudy.prober.application.Publisher;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * Publishes to Kafka. The silence of a primary is logged when it begins and when it ends, not per
 * record; an outage of the bus is logged by the bus. Called by the loop only.
 */
@ApplicationScoped
public class BusPublisher implements Publisher {

  private static final Logger LOG = Logger.getLogger(BusPublisher.class);

  private final EventBus bus;
  private final Map<InstanceId, MemberId> suspects = new HashMap<>();

  BusPublisher(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public CompletionStage<Void> publish(Observation observation) {
    tell(observation.round(), observation.suspect());
    return send(observation);
  }

  private void tell(InstanceObserved round, MemberId suspect) {
    InstanceId instance = round.instance();
    MemberId before = suspect == null ? suspects.remove(instance) : suspects.put(instance, suspect);
    if (Objects.equals(before, suspect)) {
      return;
    }
    if (suspect == null) {
      About.event(round)
          .of(before)
          .because(Outcome.OK)
          .log(() -> LOG.infof("%s: the primary is not silent any more", instance));
      return;
    }
    Outcome outcome = outcome(round, suspect);
    About.event(round)
        .of(suspect)
        .because(outcome)
        .log(() -> LOG.warnf("%s: the primary %s is silent: %s", instance, suspect, outcome));
  }

  /** One that isn't probed any more, as it is being replaced, is out of reach. */
  private static Outcome outcome(InstanceObserved round, MemberId member) {
    return round.members().stream()
        .filter(seen -> seen.member().equals(member))
        .map(MemberObservation::outcome)
        .findFirst()
        .orElse(Outcome.UNREACHABLE);
  }

  private CompletionStage<Void> send(Observation observation) {
    try {
      Uni<Void> published =
          observation.suspect() == null
              ? bus.publish(observation.round())
              : bus.publishSuspicion(observation.round());
      return published.subscribeAsCompletionStage();
    } catch (IllegalStateException overflow) {
      return CompletableFuture.failedFuture(overflow);
    }
  }
}
