package dev.understudy.bus.tracing;

import dev.understudy.contracts.Event;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.member.MemberEvent;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.Optional;

/**
 * Which event of a failover is due to which. The tree of spans is this table:
 *
 * <pre>
 * probe                         health-prober: the first failed round of a suspicion
 * └ open epoch                  failover-orchestrator (or: block failover)
 *   ├ join epoch, fence         replica-node
 *   ├ elect primary             failover-orchestrator
 *   │ ├ promote                 replica-node
 *   │ │ └ publish topology      failover-orchestrator
 *   │ │   └ publish name        dns-updater
 *   │ ├ quarantine              replica-node (a former primary with more than its successor)
 *   │ └ follow                  replica-node
 *   ├ notify                    notifier: that it started
 *   └ close epoch               failover-orchestrator
 *     └ notify                  notifier: that it is over
 * </pre>
 *
 * What an event is due to is in the epoch that it names, so the table needs no memory of its own.
 */
final class Lineage {

  static final String PROBE = "probe";
  static final String NOTIFY = "notify";

  private Lineage() {}

  /** What was done when this event is published; empty if it is no step of a failover. */
  static Optional<Deed> of(Event event) {
    if (event instanceof EpochOpened opened) {
      return step("open epoch", step(opened.instance(), opened.epoch(), opened), before(opened));
    } else if (event instanceof FailoverBlocked blocked) {
      EventIdentity self = step(blocked.instance(), blocked.epoch(), blocked);
      return step("block failover", self.about(blocked.reason()), null);
    } else if (event instanceof PrimaryElected elected) {
      EventIdentity self = step(elected.instance(), elected.epoch(), elected);
      return step("elect primary", self, same(self, EpochOpened.class));
    } else if (event instanceof EpochClosed closed) {
      EventIdentity self = step(closed.instance(), closed.epoch(), closed);
      return step("close epoch", self, same(self, EpochOpened.class));
    } else if (event instanceof MemberEvent said) {
      return ofMember(said, step(said.instance(), said.epoch(), said).about(said.member()));
    } else if (event instanceof TopologySnapshot snapshot && snapshot.primary() != null) {
      EventIdentity self = step(snapshot.instance(), snapshot.epoch(), snapshot);
      EventIdentity promoted = same(self, MemberPromoted.class).about(snapshot.primary());
      return step("publish topology", self, promoted);
    } else if (event instanceof EndpointPublished endpoint) {
      EventIdentity self = step(endpoint.instance(), endpoint.epoch(), endpoint);
      return step("publish name", self.about(endpoint.name()), same(self, TopologySnapshot.class));
    }
    return Optional.empty();
  }

  private static Optional<Deed> ofMember(MemberEvent event, EventIdentity self) {
    if (event instanceof MemberJoined) {
      return step("join epoch", self, same(self, EpochOpened.class));
    } else if (event instanceof MemberFenced) {
      return step("fence", self, same(self, EpochOpened.class));
    } else if (event instanceof MemberPromoted) {
      return step("promote", self, same(self, PrimaryElected.class));
    } else if (event instanceof MemberQuarantined) {
      return step("quarantine", self, same(self, PrimaryElected.class));
    } else if (event instanceof MemberFollowing) {
      return step("follow", self, same(self, PrimaryElected.class));
    }
    return Optional.empty();
  }

  /** An epoch whose primary didn't confirm leads to the next one. */
  private static EventIdentity before(EpochOpened opened) {
    return opened.cause() == Cause.PROMOTION_UNCONFIRMED
        ? EventIdentity.of(
            opened.instance(), Epoch.of(opened.epoch().value() - 1), EpochOpened.class)
        : null;
  }

  private static EventIdentity step(InstanceId instance, Epoch epoch, Event event) {
    return EventIdentity.of(instance, epoch, event.getClass());
  }

  private static EventIdentity same(EventIdentity step, Class<? extends Event> kind) {
    return EventIdentity.of(step.instance(), step.epoch(), kind);
  }

  private static Optional<Deed> step(String name, EventIdentity self, EventIdentity dueTo) {
    return Optional.of(new Deed(name, self, dueTo));
  }
}
