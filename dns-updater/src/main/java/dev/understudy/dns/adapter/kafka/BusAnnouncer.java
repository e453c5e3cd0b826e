package dev.understudy.dns.adapter.kafka;

import dev.understudy.bus.EventBus;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.dns.application.Announcer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes announcements on the bus. */
@ApplicationScoped
public class BusAnnouncer implements Announcer {

  private final EventBus bus;

  BusAnnouncer(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public Uni<Void> announce(EndpointPublished endpoint) {
    return bus.publish(endpoint);
  }
}
