package dev.understudy.prober.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.prober.application.Publisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Publishes to Kafka. An outage is logged when it begins and when it ends, not per record. */
@ApplicationScoped
public class BusPublisher implements Publisher {

  private static final Logger LOG = Logger.getLogger(BusPublisher.class);

  private final EventBus bus;
  private final AtomicBoolean away = new AtomicBoolean();

  BusPublisher(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public CompletionStage<Void> publish(InstanceObserved observation) {
    return send(observation).whenComplete((done, failure) -> note(failure));
  }

  private CompletionStage<Void> send(InstanceObserved observation) {
    try {
      return bus.publish(observation).subscribeAsCompletionStage();
    } catch (IllegalStateException overflow) {
      return CompletableFuture.failedFuture(overflow);
    }
  }

  private void note(Throwable failure) {
    if (failure == null) {
      if (away.compareAndSet(true, false)) {
        LOG.info("the bus takes observations again");
      }
    } else if (away.compareAndSet(false, true)) {
      LOG.warnf("the bus takes no observations; they are dropped meanwhile: %s", failure);
    }
  }
}
