package dev.understudy.contracts;

import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event there is, by its CloudEvents type. */
public final class EventTypes {

  public static final List<Class<? extends Event>> ALL =
      List.of(
          InstanceSpec.class,
          NodeAnnounced.class,
          MemberReported.class,
          MemberExited.class,
          MemberJoined.class,
          MemberPromoted.class,
          MemberFollowing.class,
          MemberFenced.class,
          MemberFailsafeEnded.class,
          MemberQuarantined.class,
          InstanceObserved.class,
          EpochOpened.class,
          PrimaryElected.class,
          EpochClosed.class,
          FailoverBlocked.class,
          MembershipChanged.class,
          FailoverAcknowledged.class,
          LeaseRenewed.class,
          TopologySnapshot.class,
          EndpointPublished.class,
          AlertRaised.class,
          AlertResolved.class,
          NotificationAttempted.class);

  private static final Map<String, Class<? extends Event>> BY_TYPE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Event::typeOf, Function.identity()));

  private EventTypes() {}

  /** The class of a type; empty for one that this version doesn't know. */
  public static Optional<Class<? extends Event>> byType(String type) {
    return Optional.ofNullable(BY_TYPE.get(type));
  }
}
