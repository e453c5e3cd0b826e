package dev.understudy.prober.application;

import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.prober.domain.Assignment;
import dev.understudy.prober.domain.Expectation;
import dev.understudy.prober.domain.Roster;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one watch per instance that can be probed. Used on the loop only.
 *
 * <p>One process per vantage probes everything. More processes at one vantage, sharing the
 * instances by partition, would need nothing but a filter here.
 */
public final class ProbeDesk {

  private final Surroundings surroundings;
  private final Attention attention = new Attention();
  private final Roster roster = new Roster();
  private final Map<InstanceId, Expectation> expectations = new HashMap<>();
  private final Map<InstanceId, InstanceWatch> watches = new HashMap<>();
  private boolean closed;

  public ProbeDesk(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** An instance is wanted, or wanted otherwise. */
  public void wanted(InstanceSpec spec) {
    roster.want(spec);
    staff(spec.instance());
  }

  /** An instance was deleted. */
  public void unwanted(InstanceId instance) {
    roster.forget(instance);
    expectations.remove(instance);
    staff(instance);
  }

  /** A node said where it is. */
  public void located(NodeAnnounced node) {
    roster.locate(node).forEach(this::staff);
  }

  /** A node was removed. */
  public void removed(NodeId node) {
    roster.forget(node).forEach(this::staff);
  }

  /** An instance's topology changed. */
  public void changed(TopologySnapshot topology) {
    Expectation expectation = Expectation.of(topology);
    expectations.put(topology.instance(), expectation);
    InstanceWatch watch = watches.get(topology.instance());
    if (watch != null) {
      watch.expect(expectation);
    }
  }

  /** Ends all rounds and closes all connections. */
  public void close() {
    closed = true;
    watches.values().forEach(InstanceWatch::stop);
    watches.clear();
    count();
  }

  private void staff(InstanceId instance) {
    if (closed) {
      return;
    }
    Optional<Assignment> assignment = roster.assignment(instance);
    InstanceWatch watch = watches.get(instance);
    if (assignment.isEmpty()) {
      dismiss(instance);
    } else if (watch != null) {
      watch.assign(assignment.get());
    } else {
      Expectation expectation = expectations.getOrDefault(instance, Expectation.NONE);
      watches.put(
          instance, new InstanceWatch(assignment.get(), expectation, surroundings, attention));
    }
    count();
  }

  private void dismiss(InstanceId instance) {
    InstanceWatch watch = watches.remove(instance);
    if (watch != null) {
      watch.stop();
    }
  }

  private void count() {
    surroundings.pulse().expect(!watches.isEmpty());
    int members = watches.values().stream().mapToInt(InstanceWatch::memberCount).sum();
    surroundings.meters().watching(watches.size(), members);
  }
}
