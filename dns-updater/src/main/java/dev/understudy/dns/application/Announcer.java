package dev.understudy.dns.application;

import dev.understudy.contracts.endpoint.EndpointPublished;
import io.smallrye.mutiny.Uni;

/** Tells the other services. */
public interface Announcer {

  /** Completes when the bus has it; fails when it was given up this time. */
  Uni<Void> announce(EndpointPublished endpoint);
}
