package dev.understudy.localstack.demo;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.events.EventTail;
import dev.understudy.localstack.events.Seen;
import dev.understudy.localstack.stack.StackFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Waits until an instance has everything that it is meant to have. */
public final class InstanceWatch {

  private final EventTail events;
  private final InstanceId instance;
  private final int members;

  public InstanceWatch(EventTail events, InstanceId instance, int members) {
    this.events = events;
    this.instance = instance;
    this.members = members;
  }

  /**
   * An instance with all its members.
   *
   * @param since when it became so, on the orchestrator's clock
   */
  public record Whole(
      Epoch epoch, TopologyMember primary, List<TopologyMember> replicas, Instant since) {

    public Address address() {
      return primary.address();
    }
  }

  /**
   * Waits until, in this epoch or a later one, the instance is healthy, every member serves, and
   * DNS has its primary's address.
   */
  public Whole awaitWhole(Epoch atLeast, Duration timeout)
      throws TimeoutException, InterruptedException {
    Seen<TopologySnapshot> seen = awaitSnapshot(atLeast, timeout);
    TopologySnapshot snapshot = seen.event();
    TopologyMember primary =
        snapshot.primaryMember().orElseThrow(() -> new StackFailure("healthy without a primary"));
    awaitPublished(primary.address(), snapshot.epoch(), timeout);
    List<TopologyMember> replicas =
        snapshot.members().stream().filter(each -> each.role() == MemberRole.REPLICA).toList();
    return new Whole(snapshot.epoch(), primary, replicas, seen.happenedAt());
  }

  /** The newest snapshot, if it will do; else one to come. */
  private Seen<TopologySnapshot> awaitSnapshot(Epoch atLeast, Duration timeout)
      throws TimeoutException, InterruptedException {
    Optional<Seen<TopologySnapshot>> newest =
        events.seen(TopologySnapshot.class).stream()
            .filter(seen -> seen.event().instance().equals(instance))
            .reduce((earlier, later) -> later);
    if (newest.isPresent() && whole(newest.get().event(), atLeast)) {
      return newest.get();
    }
    long after = newest.map(Seen::offset).orElse(-1L);
    return events.await(
        TopologySnapshot.class,
        seen -> seen.offset() > after && whole(seen.event(), atLeast),
        timeout);
  }

  private boolean whole(TopologySnapshot snapshot, Epoch atLeast) {
    return snapshot.instance().equals(instance)
        && snapshot.epoch().compareTo(atLeast) >= 0
        && snapshot.condition() == Condition.HEALTHY
        && snapshot.primary() != null
        && snapshot.members().size() == members
        && snapshot.members().stream().allMatch(TopologyMember::serving);
  }

  /** Waits until the primary's name is known to be published with this address. */
  public Seen<EndpointPublished> awaitPublished(Address address, Epoch epoch, Duration timeout)
      throws TimeoutException, InterruptedException {
    return events.await(
        EndpointPublished.class,
        seen -> published(seen.event(), address) && seen.event().epoch().compareTo(epoch) >= 0,
        timeout);
  }

  private boolean published(EndpointPublished event, Address address) {
    return event.instance().equals(instance)
        && event.kind() == EndpointKind.PRIMARY
        && event.addresses().contains(address.host());
  }
}
