package dev.understudy.prober.application;

/**
 * Publishes one instance's observations in order: one on its way, and the newest waiting behind it.
 * While the bus is away the ones between are dropped: an old observation is of no use to anybody.
 * So two are kept at most, the one under way for ten seconds or so, the other never older than a
 * round.
 */
final class Outbox {

  private final Publisher publisher;
  private final Loop loop;
  private final ProbeMeters meters;

  private boolean onItsWay;
  private Observation waiting;

  Outbox(Publisher publisher, Loop loop, ProbeMeters meters) {
    this.publisher = publisher;
    this.loop = loop;
    this.meters = meters;
  }

  void offer(Observation observation) {
    if (!onItsWay) {
      send(observation);
      return;
    }
    if (waiting != null) {
      meters.dropped();
    }
    waiting = observation;
  }

  private void send(Observation observation) {
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
      Observation next = waiting;
      waiting = null;
      send(next);
    }
  }
}
