package dev.understudy.bus.tracing;

import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The events of a failover of {@code orders} from epoch 1 to 2, in which b takes over from a. */
final class Events {

  static final InstanceId ORDERS = InstanceId.of("orders");
  static final Epoch NEXT = Epoch.of(2);
  static final MemberId A = MemberId.of("orders-a");
  static final MemberId B = MemberId.of("orders-b");
  static final MemberId C = MemberId.of("orders-c");

  private static final Address ADDRESS = new Address("127.0.1.2", 6379);

  private Events() {}

  static InstanceObserved observed(String vantage) {
    return new InstanceObserved(ORDERS, Vantage.of(vantage), 7, Epoch.of(1), 20, List.of());
  }

  static EpochOpened opened(Epoch epoch, Cause cause) {
    return new EpochOpened(
        ORDERS,
        epoch,
        cause,
        A,
        null,
        null,
        List.of(A, B, C),
        List.of(),
        List.of(),
        Instant.EPOCH,
        "orchestrator-1");
  }

  static PrimaryElected elected() {
    return new PrimaryElected(ORDERS, NEXT, B, Offset.of(100), ADDRESS, 45_000, 0L, List.of());
  }

  static MemberJoined joined(MemberId member) {
    return new MemberJoined(
        ORDERS,
        member,
        NodeId.of("n"),
        NEXT,
        MemberRole.REPLICA,
        "id",
        Offset.of(100),
        true,
        false,
        10,
        null,
        true);
  }

  static MemberPromoted promoted() {
    return new MemberPromoted(ORDERS, B, NodeId.of("n"), NEXT, "id", Offset.of(100), ADDRESS);
  }

  static MemberFollowing following() {
    return new MemberFollowing(ORDERS, C, NodeId.of("n"), NEXT, B, Resync.PARTIAL, Offset.of(100));
  }

  static TopologySnapshot topology(MemberId primary) {
    return new TopologySnapshot(
        ORDERS, NEXT, Condition.DEGRADED, "one is missing", primary, List.of(), 4);
  }

  static EndpointPublished endpoint() {
    return new EndpointPublished(
        ORDERS,
        EndpointKind.PRIMARY,
        "orders.redis.test",
        List.of("127.0.1.2"),
        5,
        NEXT,
        "rfc2136",
        List.of("127.0.0.1:53"));
  }

  static NotificationAttempted receipt(DeliveryOutcome outcome) {
    return new NotificationAttempted(
        ORDERS, "msg_1", "mail", 1, outcome, "250 OK", Duration.ofMillis(30));
  }
}
