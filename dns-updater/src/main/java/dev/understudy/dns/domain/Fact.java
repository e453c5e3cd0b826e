package dev.understudy.dns.domain;

import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.Optional;
import java.util.Set;

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

  /**
   * An instance is wanted.
   *
   * @param members by which an instance of a name is told from the next of the same name: their ids
   *     are never used again
   */
  record Specified(InstanceId instance, Set<MemberId> members) implements Fact {

    public Specified {
      members = Set.copyOf(members);
    }
  }

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
