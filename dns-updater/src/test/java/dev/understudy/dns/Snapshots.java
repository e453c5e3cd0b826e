package dev.understudy.dns;

import dev.understudy.contracts.endpoint.EndpointKind;
import dev.understudy.contracts.endpoint.EndpointPublished;
import dev.understudy.contracts.id.Address;
import dev.understudy.contracts.id.Epoch;
import dev.understudy.contracts.id.InstanceId;
import dev.understudy.contracts.id.MemberId;
import dev.understudy.contracts.id.NodeId;
import dev.understudy.contracts.member.MemberRole;
import dev.understudy.contracts.topology.Condition;
import dev.understudy.contracts.topology.TopologyMember;
import dev.understudy.contracts.topology.TopologySnapshot;
import java.util.Arrays;
import java.util.List;

/** Snapshots for tests: instance demo with members demo-1, demo-2 … at 127.0.1.1, 127.0.1.2 … */
public final class Snapshots {

  public static final InstanceId DEMO = InstanceId.of("demo");
  private static final int PORT = 6379;

  private Snapshots() {}

  /** All members of three serve. */
  public static TopologySnapshot demo(long epoch, String primary) {
    return demo(epoch, primary, member(1, primary), member(2, primary), member(3, primary));
  }

  public static TopologySnapshot demo(long epoch, String primary, TopologyMember... members) {
    return of(DEMO, epoch, primary, Arrays.asList(members));
  }

  public static TopologySnapshot of(
      InstanceId instance, long epoch, String primary, List<TopologyMember> members) {
    MemberId confirmed = primary == null ? null : MemberId.of(primary);
    return new TopologySnapshot(
        instance, Epoch.of(epoch), Condition.HEALTHY, "test", confirmed, members, 0);
  }

  public static TopologyMember member(int number, String primary) {
    String name = "demo-" + number;
    return member(name, "127.0.1." + number, name.equals(primary), true);
  }

  public static TopologyMember down(int number) {
    return member("demo-" + number, "127.0.1." + number, false, false);
  }

  public static TopologyMember member(
      String name, String host, boolean isPrimary, boolean serving) {
    return new TopologyMember(
        MemberId.of(name),
        NodeId.of("n"),
        "local",
        "a",
        new Address(host, PORT),
        isPrimary ? MemberRole.PRIMARY : MemberRole.REPLICA,
        serving);
  }

  /** What was said when the name of demo's primary was published. */
  public static EndpointPublished primaryPublished(String name, long epoch, String address) {
    return new EndpointPublished(
        DEMO,
        EndpointKind.PRIMARY,
        name,
        List.of(address),
        5,
        Epoch.of(epoch),
        "rfc2136",
        List.of());
  }
}
