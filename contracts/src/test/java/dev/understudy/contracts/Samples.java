package dev.understudy.contracts;

import dev.understudy.contracts.alert.AlertKind;
import dev.understudy.contracts.alert.AlertRaised;
import dev.understudy.contracts.alert.AlertResolved;
import dev.understudy.contracts.alert.Severity;
import dev.understudy.contracts.decision.BlockReason;
import dev.understudy.contracts.decision.Cause;
import dev.understudy.contracts.decision.EpochClosed;
import dev.understudy.contracts.decision.EpochOpened;
import dev.understudy.contracts.decision.EpochOutcome;
import dev.understudy.contracts.decision.Evidence;
import dev.understudy.contracts.decision.FailoverAcknowledged;
import dev.understudy.contracts.decision.FailoverBlocked;
import dev.understudy.contracts.decision.LeaseRenewed;
import dev.understudy.contracts.decision.MembershipChanged;
import dev.understudy.contracts.decision.PrimaryElected;
import dev.understudy.contracts.decision.RejectedCandidate;
import dev.understudy.contracts.decision.Rejection;
import dev.understudy.contracts.decision.Timeline;
import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.health.InstanceObserved;
import dev.understudy.contracts.health.MemberObservation;
import dev.understudy.contracts.health.Outcome;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.id.Offset;
import dev.understudy.contracts.id.Vantage;
import dev.understudy.contracts.instance.AlertThresholds;
import dev.understudy.contracts.instance.HighAvailability;
import dev.understudy.contracts.instance.InstanceSecrets;
import dev.understudy.contracts.instance.InstanceSpec;
import dev.understudy.contracts.instance.MemberSpec;
import dev.understudy.contracts.instance.Profile;
import dev.understudy.contracts.member.FenceMethod;
import dev.understudy.contracts.member.LeaseState;
import dev.understudy.contracts.member.LinkState;
import dev.understudy.contracts.member.MemberExited;
import dev.understudy.contracts.member.MemberFailsafeEnded;
import dev.understudy.contracts.member.MemberFenced;
import dev.understudy.contracts.member.MemberFollowing;
import dev.understudy.contracts.member.MemberJoined;
import dev.understudy.contracts.member.MemberPromoted;
import dev.understudy.contracts.member.MemberQuarantined;
import dev.understudy.contracts.member.MemberReported;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.member.Resync;
import dev.understudy.contracts.node.NodeAnnounced;
import dev.understudy.contracts.notification.DeliveryOutcome;
import dev.understudy.contracts.notification.NotificationAttempted;
import dev.understudy.contracts.secret.SealedSecret;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One event of every type. */
final class Samples {

  static final InstanceId DEMO = InstanceId.of("demo");
  static final MemberId ONE = MemberId.of("demo-1");
  static final MemberId TWO = MemberId.of("demo-2");
  static final NodeId NODE = NodeId.of("a");
  static final Epoch EPOCH = Epoch.of(7);
  static final Instant TIME = Instant.parse("2030-01-02T03:04:05.678Z");

  private static final Address ADDRESS = new Address("127.0.1.2", 6379);
  private static final SealedSecret SECRET = new SealedSecret("0a1b2c3d", "bm9uY2U=", "dGV4dA==");
  private static final Evidence EVIDENCE = new Evidence("vantage a", "REFUSED for 12 ms");
  private static final RejectedCandidate REJECTED =
      new RejectedCandidate(ONE, Rejection.DEPOSED, "it is being replaced");

  private Samples() {}

  static List<Event> all() {
    return List.of(
        spec(),
        new NodeAnnounced(NODE, "local", "a", "127.0.1.1", 1 << 30, 64 << 20, "redis 7.0.15"),
        reported(),
        new MemberExited(DEMO, ONE, NODE, EPOCH, 137, MemberRole.PRIMARY, "f00d", Offset.of(4711)),
        new MemberJoined(
            DEMO,
            TWO,
            NODE,
            EPOCH,
            MemberRole.REPLICA,
            "cafe",
            Offset.of(4711),
            true,
            false,
            3,
            null,
            true),
        new MemberPromoted(DEMO, TWO, NODE, EPOCH, "beef", Offset.of(4711), ADDRESS),
        new MemberFollowing(DEMO, ONE, NODE, EPOCH, TWO, Resync.PARTIAL, Offset.of(4720)),
        new MemberFenced(DEMO, ONE, NODE, EPOCH, FenceMethod.KILLED, Offset.of(4711)),
        new MemberFailsafeEnded(DEMO, ONE, NODE, EPOCH, Duration.ofMillis(57250), LeaseState.HELD),
        new MemberQuarantined(
            DEMO,
            ONE,
            NODE,
            EPOCH,
            Epoch.of(6),
            "/var/lib/understudy/salvage/demo-1-epoch-6.rdb",
            1234L,
            100L,
            false,
            "only the first 1000000 keys were compared"),
        observed(),
        opened(),
        new PrimaryElected(
            DEMO, EPOCH, TWO, Offset.of(4711), ADDRESS, 45_000, 0L, List.of(REJECTED)),
        closed(),
        new FailoverBlocked(
            DEMO,
            EPOCH,
            Cause.PRIMARY_DEAD,
            BlockReason.NO_HEALTHY_REPLICA,
            "no replica may take over",
            List.of(REJECTED),
            List.of(EVIDENCE)),
        new MembershipChanged(DEMO, EPOCH, 2, List.of(ONE, TWO)),
        new FailoverAcknowledged(DEMO, EPOCH, "ops"),
        new LeaseRenewed(DEMO, EPOCH, TWO, "b1946ac9", 45_000),
        topology(),
        new AlertRaised(
            DEMO,
            AlertKind.DATA_QUARANTINED,
            ONE,
            EPOCH,
            Severity.WARNING,
            "demo-1 came back with 1,234 bytes that its successor lacks",
            TIME),
        new AlertResolved(DEMO, AlertKind.NO_PROMOTABLE_REPLICA, null, null, TIME),
        new EndpointPublished(
            DEMO,
            EndpointKind.PRIMARY,
            "demo.understudy.test",
            List.of("127.0.1.2"),
            5,
            EPOCH,
            "rfc2136",
            List.of("127.0.0.1:53")),
        new NotificationAttempted(
            DEMO, "msg_1", "mail", 1, DeliveryOutcome.DELIVERED, "250 OK", Duration.ofMillis(12)));
  }

  private static InstanceSpec spec() {
    return new InstanceSpec(
        DEMO,
        1,
        6379,
        Profile.named("nano"),
        List.of(new MemberSpec(ONE, NODE, 100), new MemberSpec(TWO, NodeId.of("b"), 0)),
        HighAvailability.DEFAULT,
        AlertThresholds.DEFAULT,
        new InstanceSecrets(SECRET, SECRET, SECRET, SECRET));
  }

  private static MemberReported reported() {
    return new MemberReported(
        DEMO,
        TWO,
        NODE,
        EPOCH,
        MemberRole.REPLICA,
        true,
        false,
        "f00d",
        "cafe",
        Offset.of(4711),
        LinkState.UP,
        Duration.ofMillis(250),
        true,
        3,
        0,
        1,
        2,
        null,
        true,
        LeaseState.NONE);
  }

  private static InstanceObserved observed() {
    MemberObservation alive =
        new MemberObservation(
            ONE,
            Outcome.OK,
            "",
            0,
            180L,
            MemberRole.PRIMARY,
            "f00d",
            "cafe",
            Offset.of(4711),
            null,
            null,
            null,
            3L,
            12,
            1,
            1_048_576L);
    MemberObservation dead =
        MemberObservation.without(TWO, Outcome.REFUSED, "connection refused", 1200);
    return new InstanceObserved(DEMO, Vantage.of("a"), 42, EPOCH, 3, List.of(alive, dead));
  }

  private static EpochOpened opened() {
    return new EpochOpened(
        DEMO,
        EPOCH,
        Cause.PRIMARY_CRASHED,
        ONE,
        Offset.of(4711),
        null,
        List.of(ONE, TWO),
        List.of(),
        List.of(EVIDENCE),
        TIME,
        "orchestrator");
  }

  private static EpochClosed closed() {
    return new EpochClosed(
        DEMO,
        EPOCH,
        Cause.PRIMARY_CRASHED,
        EpochOutcome.COMPLETED,
        ONE,
        TWO,
        Offset.of(4711),
        Offset.of(4711),
        0L,
        1240L,
        new Timeline(TIME, TIME, TIME, TIME, null, TIME, TIME),
        List.of("demo-3 does not follow the new primary yet"));
  }

  static TopologySnapshot topology() {
    return new TopologySnapshot(
        DEMO,
        EPOCH,
        Condition.BLOCKED,
        "automatic failover is off for this instance; promote a replica by hand",
        BlockReason.AUTO_FAILOVER_OFF,
        TWO,
        List.of(new TopologyMember(TWO, NODE, "local", "a", ADDRESS, MemberRole.PRIMARY, true)),
        99);
  }
}
