package dev.understudy.systemtests;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.Decision;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.topology.TopologySnapshot;
import dev.understudy.localstack.events.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must be true of an instance's events whatever happened to it. Only to be asked once its
 * changes of primary have ended, or are blocked.
 */
final class Invariants {

  private final InstanceId instance;
  private final List<Event> events;
  private final DecisionLog log;
  private final List<String> violations = new ArrayList<>();

  private Invariants(InstanceId instance, Collection<? extends Seen<?>> seen) {
    this.instance = instance;
    this.events = List.copyOf(seen.stream().<Event>map(Seen::event).toList());
    this.log = DecisionLog.of(instance, seen);
  }

  /**
   * What is violated, in words; empty if nothing is.
   *
   * @param seen of all topics, those of one partition in their order
   */
  static List<String> violations(InstanceId instance, Collection<? extends Seen<?>> seen) {
    Invariants invariants = new Invariants(instance, seen);
    invariants.epochsNeverDecrease();
    invariants.onePrimaryPerEpoch();
    invariants.everyFailoverEnds();
    invariants.dnsFollowsElections();
    return List.copyOf(invariants.violations);
  }

  /** Neither in the log, nor at any member, nor in the topology, nor in DNS. */
  private void epochsNeverDecrease() {
    Map<String, Epoch> highest = new HashMap<>();
    for (Event event : events) {
      place(event).ifPresent(place -> compare(highest, place, event));
    }
    for (Decision decision : log.counting()) {
      compare(highest, "the decision log", decision);
    }
  }

  private void compare(Map<String, Epoch> highest, String place, Event event) {
    Epoch now = epochOf(event);
    Epoch before = highest.getOrDefault(place, Epoch.NONE);
    if (before.isAfter(now)) {
      violations.add("the epoch of %s went from %s to %s: %s".formatted(place, before, now, event));
    } else {
      highest.put(place, now);
    }
  }

  /** Whose epoch the event tells; empty if it tells none of this instance. */
  private Optional<String> place(Event event) {
    if (event instanceof MemberJoined joined && joined.instance().equals(instance)) {
      return Optional.of(joined.member().value());
    }
    if (event instanceof MemberPromoted promoted && promoted.instance().equals(instance)) {
      return Optional.of(promoted.member().value());
    }
    if (event instanceof MemberFollowing following && following.instance().equals(instance)) {
      return Optional.of(following.member().value());
    }
    if (event instanceof TopologySnapshot topology && topology.instance().equals(instance)) {
      return Optional.of("the topology");
    }
    if (event instanceof EndpointPublished endpoint && endpoint.instance().equals(instance)) {
      return Optional.of(endpoint.name());
    }
    return Optional.empty();
  }

  private static Epoch epochOf(Event event) {
    if (event instanceof MemberJoined joined) {
      return joined.epoch();
    }
    if (event instanceof MemberPromoted promoted) {
      return promoted.epoch();
    }
    if (event instanceof MemberFollowing following) {
      return following.epoch();
    }
    if (event instanceof TopologySnapshot topology) {
      return topology.epoch();
    }
    if (event instanceof EndpointPublished endpoint) {
      return endpoint.epoch();
    }
    return ((Decision) event).epoch();
  }

  /** At most one election counts, and nobody is promoted without one. */
  private void onePrimaryPerEpoch() {
    for (EpochOpened opened : log.epochs()) {
      int elections = log.all(PrimaryElected.class, opened.epoch()).size();
      if (elections > 1) {
        violations.add("%d elections count in epoch %s".formatted(elections, opened.epoch()));
      }
    }
    for (Event event : events) {
      if (event instanceof MemberPromoted promoted
          && promoted.instance().equals(instance)
          && !isElected(promoted)) {
        violations.add("it was not elected: " + promoted);
      }
    }
  }

  private boolean isElected(MemberPromoted promoted) {
    return election(promoted.epoch())
        .filter(elected -> elected.member().equals(promoted.member()))
        .isPresent();
  }

  private Optional<PrimaryElected> election(Epoch epoch) {
    return log.all(PrimaryElected.class, epoch).stream().findFirst();
  }

  /** Every failover is completed, blocked with a reason, or goes on in the next epoch. */
  private void everyFailoverEnds() {
    List<EpochOpened> epochs = log.epochs();
    for (int i = 0; i < epochs.size(); i++) {
      EpochOpened opened = epochs.get(i);
      boolean closed = !log.all(EpochClosed.class, opened.epoch()).isEmpty();
      boolean blocked =
          log.all(FailoverBlocked.class, opened.epoch()).stream()
              .anyMatch(each -> each.reason() != null && !each.explanation().isBlank());
      boolean goesOn = i + 1 < epochs.size() && !epochs.get(i + 1).evidence().isEmpty();
      if (!closed && !blocked && !goesOn) {
        violations.add("epoch %s was opened and never ended: %s".formatted(opened.epoch(), opened));
      }
      if (opened.cause() != Cause.INSTANCE_CREATED && opened.evidence().isEmpty()) {
        violations.add("epoch %s was opened without evidence".formatted(opened.epoch()));
      }
    }
  }

  /** The primary's name is never given another address than that of the epoch's elected member. */
  private void dnsFollowsElections() {
    for (Event event : events) {
      if (event instanceof EndpointPublished endpoint
          && endpoint.instance().equals(instance)
          && endpoint.kind() == EndpointKind.PRIMARY
          && !endpoint.addresses().isEmpty()) {
        List<String> elected =
            election(endpoint.epoch()).map(each -> each.address().host()).stream().toList();
        if (!endpoint.addresses().equals(elected)) {
          violations.add("not the address of the elected, %s: %s".formatted(elected, endpoint));
        }
      }
    }
  }
}
