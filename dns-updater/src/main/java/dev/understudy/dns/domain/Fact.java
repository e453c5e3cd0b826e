package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.Optional;

/** What one record of a topic says to this service. */
public sealed interface Fact {

  /** The instance of which something else may be wanted now. */
  default Optional<InstanceId> changedInstance() {
    return Optional.empty();
  }

  /** An instance is like this now. */
  record Topology(TopologySnapshot snapshot) implements Fact {

    @Override
    public Optional<InstanceId> changedInstance() {
      return Optional.of(snapshot.instance());
    }
  }

  /** An instance is wanted. */
  record Specified(InstanceId instance) implements Fact {}

  /** An instance isn't wanted any more. */
  record Deleted(InstanceId instance) implements Fact {

    @Override
    public Optional<InstanceId> changedInstance() {
      return Optional.of(instance);
    }
  }

  /** A name was published, by this process or another. */
  record Published(EndpointPublished endpoint) implements Fact {

    /** Another updater may know of a newer epoch. */
    @Override
    public Optional<InstanceId> changedInstance() {
      return Optional.of(endpoint.instance());
    }
  }

  /** Nothing of interest. */
  record Nothing() implements Fact {}
}
