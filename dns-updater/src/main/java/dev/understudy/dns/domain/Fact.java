package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologySnapshot;

/** What one record of a topic says to this service. */
public sealed interface Fact {

  /** An instance is like this now. */
  record Topology(TopologySnapshot snapshot) implements Fact {}

  /** An instance is wanted. */
  record Specified(InstanceId instance) implements Fact {}

  /** An instance isn't wanted any more. */
  record Deleted(InstanceId instance) implements Fact {}

  /** A name was published, by this process or another. */
  record Published(EndpointPublished endpoint) implements Fact {}

  /** Nothing of interest. */
  record Nothing() implements Fact {}
}
