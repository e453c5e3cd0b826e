package dev.understudy.prober.application;

import dev.understudy.contracts.health.InstanceObserved;

/**
 * Publishes one instance's observations in order: one on its way, and the newest waiting behind it.
 * While the bus is away the ones between are dropped: an old observation is of no use to anybody.
 */
final class Outbox {

  private final Publisher publisher;
  private final Loop loop;
  private final ProbeMeters meters;

  private boolean onItsWay;
  private InstanceObserved waiting;

  Outbox(Publisher publisher, Loop loop, ProbeMeters meters) {
    this.publisher = publisher;
    this.loop = loop;
    this.meters = meters;
  }

  void offer(InstanceObserved observation) {
    if (!onItsWay) {
      send(observation);
      return;
    }
    if (waiting != null) {
      meters.dropped();
    }
    waiting = observation;
  }

  private void send(InstanceObserved observation) {
    onItsWay = true;
    publisher
        .publish(observation)
        .whenComplete((done, failure) -> loop.execute(() -> settled(failure)));
  }

  private void settled(Throwable failure) {
    if (failure != null) {
      meters.dropped();
    }
    onItsWay = false;
    if (waiting != null) {
      InstanceObserved next = waiting;
      waiting = null;
      send(next);
    }
  }
}
